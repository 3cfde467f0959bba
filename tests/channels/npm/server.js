// telegram-test-api, with what it lacks: the flag of a bot, the instance of a chat, webhooks that are none.
// Prints its address when it is up; ends with its standard input.
const TelegramServer = require('telegram-test-api');

const format = TelegramServer.formatUpdate;
TelegramServer.formatUpdate = (update) => {
  const formatted = format(update);
  if (formatted.callback_query) formatted.callback_query.chat_instance = '1';
  return formatted;
};

const port = Number(process.argv[2]);
const server = new TelegramServer({ port, host: '127.0.0.1', storeTimeout: 3600 });
const app = server.webServer;
const me = { id: 666, is_bot: true, first_name: 'Test Name', username: 'TestNameBot' };
app.all('/bot:token/getMe', (request, response) => response.json({ ok: true, result: me }));
app.all('/bot:token/getWebhookInfo', (request, response) => response.json({ ok: true, result: { url: '' } }));

const routes = app._router.stack;
const ours = routes.splice(routes.length - 2, 2);
routes.splice(routes.findIndex((layer) => layer.route), 0, ...ours);

server.start().then(() => console.log(`http://127.0.0.1:${port}`));
process.stdin.on('end', () => process.exit(0)).resume();
