//! Networks by address and prefix: whom a proxy is believed to be.

use std::{net::IpAddr, str::FromStr};

/// Addresses that begin with the same bits, as `10.0.0.0/8`; a single address is a network of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Network {
    base: IpAddr,
    prefix: u32,
}

/// Text that is no network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotANetwork;

impl Network {
    /// Whether an address lies in this network. An IPv4 address written as IPv6 is the IPv4 address.
    pub fn contains(&self, address: IpAddr) -> bool {
        match (self.base, address.to_canonical()) {
            (IpAddr::V4(base), IpAddr::V4(address)) => {
                same_start(base.to_bits().into(), address.to_bits().into(), 32 - self.prefix)
            }
            (IpAddr::V6(base), IpAddr::V6(address)) => {
                same_start(base.to_bits(), address.to_bits(), 128 - self.prefix)
            }
            _ => false,
        }
    }
}

/// Whether two addresses are the same but for their last bits.
fn same_start(one: u128, other: u128, last: u32) -> bool {
    (one ^ other).checked_shr(last).unwrap_or(0) == 0
}

impl FromStr for Network {
    type Err = NotANetwork;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (base, prefix) = text.split_once('/').map_or((text, None), |(base, prefix)| (base, Some(prefix)));
        let base: IpAddr = base.parse().map_err(|_| NotANetwork)?;
        let whole = if base.is_ipv4() { 32 } else { 128 };
        let prefix = prefix.map_or(Ok(whole), |prefix| prefix.parse().map_err(|_| NotANetwork))?;
        if prefix > whole { Err(NotANetwork) } else { Ok(Network { base, prefix }) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lies_in(address: &str, network: &str) -> bool {
        let network: Network = network.parse().expect("a network");
        network.contains(address.parse().expect("an address"))
    }

    #[test]
    fn networks_hold_their_addresses() {
        assert!(lies_in("10.1.2.3", "10.0.0.0/8"));
        assert!(!lies_in("11.1.2.3", "10.0.0.0/8"));
        assert!(lies_in("192.168.1.7", "192.168.1.7"));
        assert!(!lies_in("192.168.1.8", "192.168.1.7"));
        assert!(lies_in("::ffff:10.1.2.3", "10.0.0.0/8"));
        assert!(lies_in("2001:db8::5", "2001:db8::/32"));
        assert!(!lies_in("10.0.0.1", "2001:db8::/32"));
        assert!(lies_in("1.2.3.4", "0.0.0.0/0"));
    }

    #[test]
    fn what_is_no_network_is_refused() {
        for text in ["", "10.0.0.0/33", "::/129", "10.0.0/8", "host", "10.0.0.0/"] {
            assert_eq!(text.parse::<Network>(), Err(NotANetwork), "{text}");
        }
    }
}
