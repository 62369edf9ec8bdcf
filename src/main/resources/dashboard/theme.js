/** Light, dark, or as the system says. Kept in this browser only. */
import { useEffect, useState } from 'preact/hooks';

const KEY = 'colleckt.theme';

let chosenHere = null;

/** `light`, `dark` or `system`. */
const theme = () => chosenHere ?? read() ?? 'system';

function read() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

export function applyTheme(chosen = theme()) {
  if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset.theme = chosen;
  else delete document.documentElement.dataset.theme;
  dispatchEvent(new Event('themechange'));
}

function choose(chosen) {
  chosenHere = chosen;
  try {
    localStorage.setItem(KEY, chosen);
  } catch {
    // Without storage the choice lasts as long as the page.
  }
  applyTheme(chosen);
}

/** `[theme, choose(theme)]`, the same wherever it is shown. */
export function useTheme() {
  const [shown, setShown] = useState(theme);
  useEffect(() => {
    const changed = () => setShown(theme());
    addEventListener('themechange', changed);
    return () => removeEventListener('themechange', changed);
  }, []);
  return [shown, choose];
}
