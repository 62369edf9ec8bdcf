/** Light, dark, or as the system says. Kept in this browser only. */
const KEY = 'colleckt.theme';

/** `light`, `dark` or `system`. */
export const theme = () => read() ?? 'system';

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

export function chooseTheme(chosen) {
  try {
    localStorage.setItem(KEY, chosen);
  } catch {
    // Without storage the choice lasts as long as the page.
  }
  applyTheme(chosen);
}
