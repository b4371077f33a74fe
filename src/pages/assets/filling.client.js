// A report that still fills: looks again every few seconds, until the crawl has ended or the page is left.
const WAIT_MS = 3000
const TRIES = 40
const KEY = `filling ${location.pathname}`
const tries = Number(sessionStorage.getItem(KEY) ?? 0)
if (document.querySelector('[data-filling]') && tries < TRIES) {
  sessionStorage.setItem(KEY, String(tries + 1))
  setTimeout(() => location.reload(), WAIT_MS)
} else sessionStorage.removeItem(KEY)
