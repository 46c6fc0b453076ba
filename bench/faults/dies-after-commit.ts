import { eventsOfCall } from '../harness/calls';
import { nowMs } from '../harness/clock';
import { checkEverything, must } from '../harness/oracle';
import { Receipts, send } from '../harness/producer';
import type { Fault } from './fault';

const callsPerBatch = 3;

/** F2. Each process answers the request its predecessor died over, and dies over the next. */
export const diesAfterCommit: Fault = {
  id: 'F2',
  title: 'the server dies after COMMIT, before the answer',
  async run(vigie, scale) {
    const key = await vigie.tenant('f2');
    const receipts = new Receipts();
    const firstAt = nowMs() - 600_000;
    const runs = scale.starts(100);
    let unanswered = batchOf(0, firstAt);
    await vigie.end('SIGKILL');
    await vigie.start({ VIGIE_FAILPOINT: 'intake:after-commit@1' });
    for (let run = 1; run <= runs; run += 1) {
      const lost = await send(vigie.url, key, unanswered);
      must('F2 no answer comes', lost.kind === 'lost', JSON.stringify(lost));
      await vigie.ended();
      await vigie.start(run < runs ? { VIGIE_FAILPOINT: 'intake:after-commit@2' } : {});
      const again = await send(vigie.url, key, unanswered);
      receipts.note(unanswered, again);
      const duplicates = again.kind === 'answered' ? again.answer.duplicates : -1;
      must('F2 the retry is a duplicate', duplicates === unanswered.length, JSON.stringify(again));
      unanswered = batchOf(run, firstAt);
    }
    const { stored } = await checkEverything(vigie, {
      tenant: 'f2',
      key,
      receipts,
      calls: runs * callsPerBatch,
    });
    return `${runs} deaths, ${stored} events stored once, each retry a duplicate`;
  },
};

const batchOf = (run: number, firstAt: number) =>
  Array.from({ length: callsPerBatch }, (_, n) => run * callsPerBatch + n).flatMap((call) =>
    eventsOfCall(call, firstAt + call * 100),
  );
