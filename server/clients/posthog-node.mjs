// The calls of PostHog's library for Node.
import { PostHog } from 'posthog-node';

const posthog = new PostHog(process.env.KEY, { host: process.env.BASE_URL, flushAt: 20, flushInterval: 500 });
const timestamp = new Date('2026-03-01T08:00:00.123Z');
posthog.capture({ distinctId: 'u-1001', event: 'Order Completed', properties: { order_id: 'o-1', total: 199.5, $set: { plan: 'gold' } }, timestamp });
posthog.capture({ distinctId: 'anon-1', event: 'View Product', properties: { pid: 'p-1' }, timestamp });
posthog.identify({ distinctId: 'u-1001', properties: { plan: 'platinum' } });
posthog.alias({ distinctId: 'u-1001', alias: 'anon-1' });
posthog.groupIdentify({ groupType: 'company', groupKey: 'acme', properties: { name: 'Acme' } });
const flag = await posthog.isFeatureEnabled('none', 'u-1001');
if (flag) process.exitCode = 1;
await posthog.shutdown();
