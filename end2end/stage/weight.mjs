// What a page costs on the wire: every request of a first visit, and the bytes that came, compressed as they were.

/** Visits an address with an empty cache. An event stream stays open and is no part of the page. */
export async function weigh(browser, url, cookies = []) {
  const context = await browser.newContext();
  await context.addCookies(cookies);
  const page = await context.newPage();
  const line = await context.newCDPSession(page);
  await line.send('Network.enable');
  const requests = new Map();
  line.on('Network.requestWillBeSent', ({ requestId, request }) => {
    if (request.url.startsWith('http')) requests.set(requestId, { url: request.url, bytes: 0 });
  });
  line.on('Network.responseReceived', ({ requestId, response }) => {
    if (response.mimeType === 'text/event-stream') requests.delete(requestId);
  });
  line.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const request = requests.get(requestId);
    if (request) request.bytes = encodedDataLength;
  });
  await page.goto(url, { waitUntil: 'load' });
  // A page with islands goes on to fetch its code after it has loaded.
  const live = (await page.locator('leptos-island').count()) > 0;
  if (live) await page.waitForRequest((request) => request.url().includes('/api/live/')).catch(() => {});
  await context.close();
  const all = [...requests.values()];
  return { requests: all.map((one) => one.url), bytes: all.reduce((sum, one) => sum + one.bytes, 0) };
}
