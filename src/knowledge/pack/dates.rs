//! The dates a pack may hold: a year, a date, or `unknown`. Nobody is made to invent one.

/// `unknown`, or a date.
pub(super) fn is_date_or_unknown(text: &str) -> bool {
    text == "unknown" || is_date(text)
}

/// A year, or a date.
pub(super) fn is_year_or_date(text: &str) -> bool {
    year(text).is_some() || is_date(text)
}

/// A date like 2019-03-01.
pub(super) fn is_date(text: &str) -> bool {
    text.len() == 10 && text.parse::<jiff::civil::Date>().is_ok()
}

/// A year of four digits.
pub(super) fn year(text: &str) -> Option<i16> {
    let digits = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

/// What to write for this key.
pub(super) fn advice(key: &str) -> String {
    match key {
        "announced" => format!("write `{key} = \"2019\"` or `{key} = \"2019-03-01\"`"),
        _ => format!("write `{key} = \"2019-03-01\"` or `{key} = \"unknown\"`"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_years_dates_or_unknown() {
        assert!(is_year_or_date("2019") && is_year_or_date("2019-03-01"));
        assert!(is_date_or_unknown("unknown") && is_date_or_unknown("2027-06-01"));
        for bad in ["", "19", "2019-13-01", "2019-02-30", "1.3.2019", "soon", "-201", "+201"] {
            assert!(!is_date_or_unknown(bad), "{bad}");
            assert!(!is_year_or_date(bad), "{bad}");
        }
    }
}
