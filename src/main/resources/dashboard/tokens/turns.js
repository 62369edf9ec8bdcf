/** Questions in turns: the browser, and the service, have others to answer too. */

/** Lets so many act at the same time: `turn(act)` acts once it is its turn, and resolves to what that has answered. */
export function turns(atOnce) {
  const waiting = [];
  let free = atOnce;
  return async (act) => {
    if (free > 0) free--;
    else await new Promise((go) => { waiting.push(go); });
    try {
      return await act();
    } finally {
      if (waiting.length > 0) waiting.shift()();
      else free++;
    }
  };
}
