//! «Last ned alt om meg»: a file that reads without the product.

use crate::Demo;
use serde_json::Value;

/// Moments stand as people write them, never as a number of milliseconds.
fn no_raw_moments(value: &Value) {
    match value {
        Value::Number(number) => assert!(number.as_i64().is_some_and(|n| n < 1_000_000), "{number}"),
        Value::Array(all) => all.iter().for_each(no_raw_moments),
        Value::Object(all) => all.values().for_each(no_raw_moments),
        Value::Null | Value::Bool(_) | Value::String(_) => {}
    }
}

#[tokio::test]
async fn the_file_has_keys_that_stay_and_words_in_the_language_one_reads() {
    let demo = Demo::open().await;
    let (cookie, _) = demo.facilitator_with_a_session().await;
    let file = async |lang: &str| -> Value {
        let answer = demo.get(&format!("/{lang}/min-side/data.json"), &cookie).await;
        serde_json::from_str(&answer.body).expect("JSON")
    };
    let (nb, nn) = (file("nb").await, file("nn").await);
    for (file, facilitator, signed_in) in
        [(&nb, "Prosessleder", "Logget inn"), (&nn, "Prosessleiar", "Logga inn")]
    {
        no_raw_moments(file);
        let roles = file["roles"].as_array().expect("roles");
        let role = roles.iter().find(|held| held["role"]["key"] == "facilitator").expect("the role");
        assert_eq!(role["role"]["word"], facilitator);
        let log = file["log"].as_array().expect("the log");
        let line = log.iter().find(|line| line["event"]["key"] == "signed_in").expect("the login");
        assert_eq!(line["event"]["word"], signed_in);
        assert!(line["at"].as_str().is_some_and(|at| at.ends_with('Z') && at.contains('T')), "{line}");
    }
    let keys = |file: &Value| file.as_object().map(|all| all.keys().cloned().collect::<Vec<_>>());
    assert_eq!(keys(&nb), keys(&nn));
}
