//! The program that runs.

use app::Services;
use domain::{Catalogue, package::Package};
use server::{router::router, site::Site};
use std::sync::Arc;

struct Empty;

impl Catalogue for Empty {
    fn package(&self) -> Arc<Package> {
        Arc::new(Package {
            title: Default::default(),
            revision: String::new(),
            modules: Vec::new(),
            glossary: Default::default(),
            sources: Vec::new(),
            problems: Vec::new(),
        })
    }
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let address = std::env::var("ADDRESS").unwrap_or_else(|_| "127.0.0.1:3000".into());
    let site = Site { services: Services { catalogue: Arc::new(Empty) }, https: false };
    let listener = tokio::net::TcpListener::bind(&address).await?;
    println!("http://{address}/");
    axum::serve(listener, router(site)).await
}
