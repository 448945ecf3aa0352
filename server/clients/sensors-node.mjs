// The calls of the library of Sensors Data for Node. It says nothing of when it is done, so that the answers are counted.
import SensorsAnalytics from 'sa-sdk-node';

const sa = new SensorsAnalytics();
const submitter = sa.submitTo(`${process.env.BASE_URL}/sa?project=${process.env.KEY}`, { gzip: true, mode: 'track', timeout: 10_000 });
let wrong = 0;
submitter.catch((error) => { wrong++; console.error(error); });
const $time = new Date('2026-03-01T08:00:00.123Z');
sa.track('u-1001', 'OrderCompleted', { order_id: 'o-1', total: 199.5, $time });
sa.track('visitor', 'ViewProduct', { pid: 'p-1', $time });
sa.trackSignup('u-1001', 'visitor', {});
sa.profileSet('u-1001', { plan: 'gold' });
sa.profileSetOnce('u-1001', { first: 'x' });
sa.profileIncrement('u-1001', { visits: 1 });
sa.profileAppend('u-1001', { likes: ['tea'] });
sa.profileUnset('u-1001', ['old']);
sa.itemSet('book', 'b-1', { name: '三体' });
sa.itemDelete('book', 'b-2', {});
await new Promise((done) => setTimeout(done, Number(process.env.WAIT ?? 2_000)));
process.exit(wrong ? 1 : 0);
