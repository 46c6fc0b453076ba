const ratio = (part, of) => ({ value: part / of, part, of });
const longTeam = 'Radiologie interventionnelle Sud';

/** The same board with the longest figures and names that it has to hold: four digits, an hour of wait, 30 letters. */
export function enlarged(board, now) {
  const totals = {
    ...board.totals,
    waiting: 1038,
    waitingChange5m: -112,
    greeting: 104,
    longestSince: now - 62 * 60_000 - 8000,
    answerRate30m: ratio(1034, 1234),
    answerRateDay: ratio(8888, 8889),
    lost30m: 1200,
    lostUnreached30m: 1134,
    lostPerMinute: 114.8,
    unansweredDay: 3488,
    talkingNow: 7,
    serviceLevel30m: ratio(1234, 1234),
    serviceLevelDay: ratio(8889, 8889),
    toCallBack: 2103,
    toCallBackCalls: 2259,
    agents: { ...board.totals.agents, present: 1048, free: 112 },
    planned: 1102,
  };
  const missing = { id: 't0', name: longTeam, missing: 103 };
  return {
    ...board,
    totals,
    headline: { ...board.headline, kind: 'peak', level: 'act', waiting: 1038, missing },
  };
}
