// The calls of Segment's library for Node; 40 KB of text are more than an event may take.
import { Analytics } from '@segment/analytics-node';

const analytics = new Analytics({ writeKey: process.env.KEY, host: process.env.BASE_URL, flushAt: 20 });
const timestamp = new Date('2026-03-01T08:00:00.123Z');
analytics.identify({ userId: 'u-1001', anonymousId: 'anon-1', traits: { plan: 'gold' }, timestamp });
analytics.track({ userId: 'u-1001', event: 'Order Completed', properties: { order_id: 'o-1', total: 199.5 }, timestamp });
analytics.track({ userId: 'u-1001', event: 'Order Completed', properties: { order_id: 'x'.repeat(40_000) }, timestamp });
analytics.page({ anonymousId: 'anon-1', name: 'Home', timestamp });
analytics.screen({ anonymousId: 'anon-1', name: 'Cart', timestamp });
analytics.group({ userId: 'u-1001', groupId: 'g-7', traits: { name: 'Acme' }, timestamp });
analytics.track({ userId: 'u-old', event: 'Order Completed', properties: { order_id: 'o-0', total: 1 }, timestamp });
analytics.alias({ userId: 'u-1001', previousId: 'u-old', timestamp });
await analytics.closeAndFlush();
