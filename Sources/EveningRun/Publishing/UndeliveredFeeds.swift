import Reports
import Returns

/// Feeds that shops at work do not deliver, in the order of the shops.
func undeliveredFeeds(_ circumstances: Circumstances) -> [UndeliveredFeeds] {
  circumstances.policy.shops.indices.compactMap { shop in
    let feeds = circumstances.undelivered(shop: shop)
    guard circumstances.isActive(shop: shop), !feeds.isEmpty else { return nil }
    return UndeliveredFeeds(shop: circumstances.policy.shops[shop].id, feeds: feeds)
  }
}
