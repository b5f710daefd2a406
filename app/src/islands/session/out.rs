//! What stands on the screen of one who is out: that it is so, and one's own words that never got through.

use super::{
    Room,
    draft::{Safety, forget_all},
    live::Link,
};
use leptos::prelude::*;

/// Lets go of what the page still holds once the line is out: on a shared machine one's own words too, or the next
/// one who sits down would find them.
pub(super) fn leave(room: Room) {
    if room.live.link.get() != Link::Out {
        return;
    }
    room.around.update_value(|around| around.notes.clear());
    if room.around.with_value(|around| around.shared_device) {
        room.drafts.with_value(|drafts| drafts.iter().for_each(|(_, draft)| draft.discard()));
        forget_all();
    }
}

/// The whole screen of one who is out.
#[component]
pub(super) fn Out(room: Room) -> impl IntoView {
    let t = room.texts();
    let (page, shared) = room.around.with_value(|around| (around.page.clone(), around.shared_device));
    let unsent = move || {
        let drafts = room.drafts.get_value();
        let unsent = drafts.into_iter().filter(|(_, draft)| !shared && draft.safety.get() != Safety::Saved);
        unsent.map(|(_, draft)| view! { <blockquote class="typed">{draft.text}</blockquote> }).collect_view()
    };
    view! {
        <main id="innhold" class="session-main">
            <div class="work">
                <p class="ds-alert" data-color="warning" role="status">
                    {if shared { t.out_shared } else { t.out }}
                </p>
                {unsent}
                <p>
                    <a class="ds-button" href=page>
                        {t.join_again}
                    </a>
                </p>
            </div>
        </main>
    }
}
