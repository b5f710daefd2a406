//! The words of rendered pages, under the headings they stand under.
//!
//! What is read here came out of our own renderer: every `<` begins a tag, and what an author wrote is escaped.

/// A heading and the text to the next.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Section {
    /// The heading's anchor; none for what stands before the first.
    pub(crate) anchor: Option<String>,
    /// What it says.
    pub(crate) heading: String,
    /// The text, a line a paragraph, point or cell.
    pub(crate) text: String,
}

/// What our own code says on many pages alike, by the class of its paragraph.
const OURS: [&str; 3] = ["class=\"step-facts\"", "class=\"callout-why\"", "class=\"callout-facts\""];
/// Where one says something else than before: these end a line.
const LINES: [&str; 12] =
    ["p", "li", "div", "summary", "td", "th", "tr", "br", "hr", "pre", "blockquote", "details"];

/// Adds HTML to the sections before it, the last of which goes on.
pub(crate) fn add(html: &str, sections: &mut Vec<Section>) {
    if sections.is_empty() {
        sections.push(Section::default());
    }
    let mut rest = html;
    let mut is_in_heading = false;
    while let Some((text, after)) = rest.split_once('<') {
        push(text, is_in_heading, sections);
        let (tag, tail) = after.split_once('>').unwrap_or((after, ""));
        rest = tail;
        let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        let (ends, name) = name.strip_prefix('/').map_or((false, name), |name| (true, name));
        if is_heading(name) {
            is_in_heading = !ends;
            if !ends {
                sections.push(Section { anchor: attribute(attributes, "id"), ..Section::default() });
            }
        } else if !ends && OURS.iter().any(|class| attributes.contains(class)) {
            rest = rest.split_once("</p>").map_or("", |(_, after)| after);
        } else if !ends && attributes.ends_with("hidden") {
            // A term once more, and what the glossary says of it, for those who ask.
            rest = rest.split_once(&format!("</{name}>")).map_or("", |(_, after)| after);
        } else if name == "img" {
            push(&attribute(attributes, "alt").unwrap_or_default(), is_in_heading, sections);
        }
        if LINES.contains(&name) && !is_in_heading {
            end_line(sections);
        }
    }
    push(rest, is_in_heading, sections);
    end_line(sections);
}

/// HTML as one text.
pub(crate) fn text(html: &str) -> String {
    let mut sections = Vec::new();
    add(html, &mut sections);
    let all: Vec<String> = sections.into_iter().map(|section| section.text.trim().to_owned()).collect();
    all.join("\n").trim().to_owned()
}

fn is_heading(name: &str) -> bool {
    matches!(name, "h2" | "h3" | "h4" | "h5" | "h6")
}

/// The value of an attribute, in plain text.
fn attribute(attributes: &str, name: &str) -> Option<String> {
    let (_, after) = attributes.split_once(&format!("{name}=\""))?;
    let (value, _) = after.split_once('"')?;
    let mut plain = String::with_capacity(value.len());
    unescape(value, &mut plain);
    Some(plain)
}

fn push(escaped: &str, is_in_heading: bool, sections: &mut [Section]) {
    let Some(last) = sections.last_mut() else { return };
    unescape(escaped, if is_in_heading { &mut last.heading } else { &mut last.text });
}

fn end_line(sections: &mut [Section]) {
    if let Some(last) = sections.last_mut()
        && !last.text.is_empty()
        && !last.text.ends_with('\n')
    {
        last.text.truncate(last.text.trim_end().len());
        last.text.push('\n');
    }
}

/// What the renderer escapes.
const ESCAPED: [(&str, char); 6] =
    [("amp;", '&'), ("lt;", '<'), ("gt;", '>'), ("quot;", '"'), ("#x27;", '\''), ("#39;", '\'')];

/// Adds text with its signs as they are read, and its white space as one space.
fn unescape(escaped: &str, out: &mut String) {
    let mut rest = escaped;
    while let Some((before, after)) = rest.split_once('&') {
        push_plain(before, out);
        let sign = ESCAPED.iter().find_map(|(name, sign)| Some((after.strip_prefix(name)?, *sign)));
        let (after, sign) = sign.unwrap_or((after, '&'));
        out.push(sign);
        rest = after;
    }
    push_plain(rest, out);
}

fn push_plain(text: &str, out: &mut String) {
    let mut parts = text.split(char::is_whitespace);
    out.push_str(parts.next().unwrap_or_default());
    for part in parts {
        if !matches!(out.as_bytes().last(), None | Some(b' ' | b'\n')) {
            out.push(' ');
        }
        out.push_str(part);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sections(html: &str) -> Vec<(Option<String>, String, String)> {
        let mut sections = Vec::new();
        add(html, &mut sections);
        sections.into_iter().map(|one| (one.anchor, one.heading, one.text)).collect()
    }

    #[test]
    fn a_heading_begins_a_section_and_its_anchor_is_kept() {
        let html = "<p>Først.</p>\n<h2 id=\"se\">Se <em>etter</em></h2>\n<p class=\"step-facts\" data-kind=\"gruppe\">\
            I grupper · 5 min</p>\n<ul>\n<li>Én</li>\n<li>To</li>\n</ul>\n<h3 id=\"mer\">Mer</h3>\n<p>Til slutt</p>\n";
        assert_eq!(
            sections(html),
            [
                (None, "".into(), "Først.\n".into()),
                (Some("se".into()), "Se etter".into(), "Én\nTo\n".into()),
                (Some("mer".into()), "Mer".into(), "Til slutt\n".into()),
            ]
        );
    }

    #[test]
    fn words_are_not_broken_where_a_tag_stands_and_signs_are_read() {
        assert_eq!(
            text("<p>for<strong>arbeid</strong> &amp;\n  &lt;b&gt; &amp;lt; a &quot;b&quot;</p>"),
            "forarbeid & <b> &lt; a \"b\""
        );
        assert_eq!(text("<p><img src=\"/x\" alt=\"To stoler\" loading=\"lazy\"></p>"), "To stoler");
        assert_eq!(text("a & b &ukjent; &"), "a & b &ukjent; &");
    }

    #[test]
    fn a_term_is_read_once_and_what_it_means_is_the_glossarys() {
        let html = "<p>Om <a class=\"term\" href=\"/nb/ordliste/ro\">ro</a><button class=\"term\" type=\"button\" \
            popovertarget=\"_begrep-1\" hidden>ro</button> her.</p>\n<div class=\"definition\" id=\"_begrep-1\" \
            role=\"note\" popover hidden>\n<p><strong>Ro</strong></p>\n<p>Stille.</p>\n<p class=\"row\"><button \
            type=\"button\">Lukk</button></p>\n</div>\n<p>Mer.</p>\n";
        assert_eq!(text(html), "Om ro her.\nMer.");
    }

    #[test]
    fn what_our_own_code_says_everywhere_is_left_out() {
        let html = "<details class=\"callout\" data-kind=\"leder\">\n<summary class=\"callout-title\"><svg class=\"icon\">\
            <use href=\"/ikoner.svg#leder\"/></svg><span>For leder</span></summary>\n<p class=\"callout-why\">Skrevet for \
            dere.</p>\n<p>Sett av tid.</p>\n</details>\n";
        assert_eq!(text(html), "For leder\nSett av tid.");
    }

    #[test]
    fn html_that_breaks_off_is_read_as_far_as_it_goes() {
        for html in ["<", "<p", "<p class=\"step-facts\">uten slutt", "<h2 id=\"", "&", "<img alt=\"", "</"] {
            sections(html);
        }
        assert_eq!(text("lek <p"), "lek");
    }
}
