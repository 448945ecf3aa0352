// The calls of RudderStack's library for Node: it packs what it sends, and sends the first event alone.
import RudderAnalytics from '@rudderstack/rudder-sdk-node';

const analytics = new RudderAnalytics(process.env.KEY, { dataPlaneUrl: process.env.BASE_URL, flushAt: 20, flushInterval: 500 });
const timestamp = new Date('2026-03-01T08:00:00.123Z');
analytics.identify({ userId: 'u-1001', anonymousId: 'anon-1', traits: { plan: 'gold' }, timestamp });
analytics.track({ userId: 'u-1001', event: 'Order Completed', properties: { order_id: 'o-1', total: 199.5 }, timestamp });
analytics.page({ anonymousId: 'anon-1', name: 'Home', timestamp });
analytics.screen({ anonymousId: 'anon-1', name: 'Cart', timestamp });
analytics.group({ userId: 'u-1001', groupId: 'g-7', traits: { name: 'Acme' }, timestamp });
analytics.alias({ userId: 'u-1001', previousId: 'anon-1', timestamp });
await analytics.flush();
await new Promise((done) => setTimeout(done, 800));
await analytics.flush();
process.exit(0);
