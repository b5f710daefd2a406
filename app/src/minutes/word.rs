//! The minutes as a Word file: real headings and lists, a title, and the language they are written in.

use super::Part;
use crate::{Fault, Here, components::agreement::words};
use docx_rs::{
    AbstractNumbering, BreakType, Docx, IndentLevel, Level, LevelJc, LevelText, LineSpacing, NumberFormat,
    Numbering, NumberingId, PageMargin, Paragraph, Run, RunFonts, SpecialIndentType, Start, Style, StyleType,
    XMLDocx,
};
use domain::Lang;
use std::io::Cursor;

/// A sheet of A4, and its margins, in twentieths of a point.
const PAGE: (u32, u32) = (11_906, 16_838);
const MARGIN: i32 = 1_304;
const BULLETS: usize = 1;

/// The minutes of a session as a file with a name.
///
/// # Errors
/// The reader may not read them, or what the store says.
pub async fn of(id: &str) -> Result<(String, Vec<u8>), Fault> {
    let (here, asker) = (Here::get(), crate::asker());
    let (record, script) = super::session(id).await?;
    let minutes = record.minutes(&asker, &script)?;
    let bytes = file(&super::title(&minutes, &here), &super::parts(&minutes, &here), here.lang)?;
    Ok((format!("{}-{}.docx", here.texts().ending.file, minutes.day), bytes))
}

/// The file.
///
/// # Errors
/// [`Fault::Internal`] where it could not be written.
pub fn file(title: &str, parts: &[Part], lang: Lang) -> Result<Vec<u8>, Fault> {
    let mut file = Cursor::new(Vec::new());
    built(title, parts, lang)?.pack(&mut file).map_err(|why| {
        tracing::error!(%why, "minutes could not be written as Word");
        Fault::Internal
    })?;
    Ok(file.into_inner())
}

fn built(title: &str, parts: &[Part], lang: Lang) -> Result<XMLDocx, Fault> {
    let start = styled().add_paragraph(Paragraph::new().style("Title").add_run(run(title)));
    let mut built = parts.iter().fold(start, |docx, part| add(docx, part, lang)).build();
    // What the library has no words for: the language, and a title that a screen reader finds.
    let spoken = format!("<w:lang w:val=\"{0}\" /></w:rPr></w:rPrDefault>", tag(lang));
    let styles = String::from_utf8(built.styles).map_err(|_| Fault::Internal)?;
    built.styles = styles.replacen("</w:rPr></w:rPrDefault>", &spoken, 1).into_bytes();
    built.doc_props.core = about(title, lang).into_bytes();
    Ok(built)
}

const fn tag(lang: Lang) -> &'static str {
    match lang {
        Lang::Nb => "nb-NO",
        Lang::Nn => "nn-NO",
    }
}

/// An empty document with the styles that the parts use, by the names that Word knows them by.
fn styled() -> Docx {
    let heading = |level: usize, size| {
        Style::new(format!("Heading{level}"), StyleType::Paragraph)
            .name(format!("heading {level}"))
            .based_on("Normal")
            .next("Normal")
            .outline_lvl(level - 1)
            .size(size)
            .bold()
            .line_spacing(LineSpacing::new().before(280).after(80))
    };
    let title = Style::new("Title", StyleType::Paragraph).name("Title").based_on("Normal").size(44).bold();
    let quote = Style::new("Quote", StyleType::Paragraph)
        .name("Quote")
        .based_on("Normal")
        .italic()
        .indent(Some(284), None, None, None)
        .line_spacing(LineSpacing::new().before(120).after(120));
    let bullets = Style::new("ListBullet", StyleType::Paragraph).name("List Bullet").based_on("Normal");
    let dot =
        Level::new(0, Start::new(1), NumberFormat::new("bullet"), LevelText::new("•"), LevelJc::new("left"))
            .indent(Some(454), Some(SpecialIndentType::Hanging(284)), None, None);
    let margin = PageMargin::new().top(MARGIN).bottom(MARGIN).left(MARGIN).right(MARGIN);
    let docx = Docx::new()
        .page_size(PAGE.0, PAGE.1)
        .page_margin(margin)
        .default_fonts(RunFonts::new().ascii("Calibri").hi_ansi("Calibri").cs("Calibri"))
        .default_size(22)
        .default_line_spacing(LineSpacing::new().after(120))
        .add_abstract_numbering(AbstractNumbering::new(BULLETS).add_level(dot))
        .add_numbering(Numbering::new(BULLETS, BULLETS));
    [title, heading(1, 30), heading(2, 26), heading(3, 23), quote, bullets]
        .into_iter()
        .fold(docx, Docx::add_style)
}

fn add(docx: Docx, part: &Part, lang: Lang) -> Docx {
    match part {
        Part::Facts(facts) => facts.iter().fold(docx, |docx, (name, value)| {
            let name = Run::new().bold().add_text(format!("{name}: "));
            docx.add_paragraph(Paragraph::new().add_run(name).add_run(run(value)))
        }),
        // The title is no heading in Word, so its headings begin at 1.
        Part::Heading(level, text) => {
            let style = format!("Heading{}", level - 1);
            docx.add_paragraph(Paragraph::new().style(&style).keep_next(true).add_run(run(text)))
        }
        Part::Text(text) => docx.add_paragraph(Paragraph::new().add_run(run(text))),
        Part::Agreement(terms) => {
            docx.add_paragraph(Paragraph::new().style("Quote").add_run(run(&words(terms, lang))))
        }
        Part::List(all) => all.iter().fold(docx, |docx, text| {
            let bullet = Paragraph::new().style("ListBullet");
            let bullet = bullet.numbering(NumberingId::new(BULLETS), IndentLevel::new(0));
            docx.add_paragraph(bullet.add_run(run(text)))
        }),
    }
}

/// A text with its author's own line breaks.
fn run(text: &str) -> Run {
    let mut lines = text.lines();
    let first = Run::new().add_text(lines.next().unwrap_or_default());
    lines.fold(first, |run, line| run.add_break(BreakType::TextWrapping).add_text(line))
}

/// What the file says of itself.
fn about(title: &str, lang: Lang) -> String {
    let title = title.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
         <cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{title}</dc:title><dc:language>{}</dc:language>\
         </cp:coreProperties>",
        tag(lang)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(part: Vec<u8>) -> String {
        String::from_utf8(part).unwrap()
    }

    #[test]
    fn a_word_file_has_its_language_its_title_real_headings_and_real_lists() {
        let parts = [
            Part::Facts(vec![("Dag", "torsdag".into())]),
            Part::Heading(2, "Det dere ble enige om".into()),
            Part::Heading(4, "Hva så dere?".into()),
            Part::List(vec!["første linje\nandre linje".into(), "a < b & c".into()]),
        ];
        for (lang, tag) in [(Lang::Nb, "nb-NO"), (Lang::Nn, "nn-NO")] {
            let file = built("Referat: <Økt>", &parts, lang).unwrap();
            let styles = text(file.styles);
            assert_eq!(styles.matches(&format!("<w:lang w:val=\"{tag}\" />")).count(), 1, "{styles}");
            assert!(
                styles.contains("<w:name w:val=\"heading 1\" />")
                    && styles.contains("<w:outlineLvl w:val=\"0\"")
            );
            let core = text(file.doc_props.core);
            assert!(core.contains("<dc:title>Referat: &lt;Økt&gt;</dc:title>"));
            assert!(core.contains(&format!("<dc:language>{tag}</dc:language>")));
            let document = text(file.document);
            for style in ["Title", "Heading1", "Heading3", "ListBullet"] {
                assert!(document.contains(&format!("<w:pStyle w:val=\"{style}\"")), "{style} in {document}");
            }
            assert!(document.contains("<w:numId w:val=\"1\""), "a bullet is Word's own");
            assert!(document.contains("a &lt; b &amp; c") && document.contains("<w:br"));
        }
    }

    #[test]
    fn a_word_file_is_a_zip() {
        assert!(file("Referat", &[], Lang::Nb).unwrap().starts_with(b"PK"));
    }
}
