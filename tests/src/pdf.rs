//! Reads a printed page back.

use anyhow::Result;
use unicode_normalization::UnicodeNormalization as _;

/// The text of each page, as [`plain`] gives it.
pub fn pages(document: &[u8]) -> Result<Vec<String>> {
    let pages = pdf_extract::extract_text_from_mem_by_pages(document)?;
    Ok(pages.iter().map(|page| plain(page)).collect())
}

/// Text without white space and in one form per character, to compare what was printed with what
/// was meant: a font has one shape for 页 and for the radical ⻚, and a PDF names either.
pub fn plain(text: &str) -> String {
    text.nfkc().filter(|c| !c.is_whitespace()).map(character).collect()
}

/// The character that a radical of the supplement, or a dash, looks like; the others are known to NFKC.
fn character(c: char) -> char {
    const LOOKS: &[(char, char)] = &[
        ('⺒', '巳'),
        ('⺝', '月'),
        ('⺟', '母'),
        ('⺠', '民'),
        ('⺩', '王'),
        ('⻁', '虎'),
        ('⻄', '西'),
        ('⻅', '见'),
        ('⻆', '角'),
        ('⻉', '贝'),
        ('⻋', '车'),
        ('⻓', '长'),
        ('⻔', '门'),
        ('⻘', '青'),
        ('⻙', '韦'),
        ('⻚', '页'),
        ('⻛', '风'),
        ('⻜', '飞'),
        ('⻝', '食'),
        ('⻢', '马'),
        ('⻣', '骨'),
        ('⻤', '鬼'),
        ('⻥', '鱼'),
        ('⻦', '鸟'),
        ('⻨', '麦'),
        ('⻩', '黄'),
        ('⻬', '齐'),
        ('⻮', '齿'),
        ('⻰', '龙'),
        ('⻳', '龟'),
        ('―', '—'),
    ];
    LOOKS.iter().find(|(radical, _)| *radical == c).map_or(c, |(_, character)| *character)
}
