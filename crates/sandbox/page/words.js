// The few words that a Telegram client itself would say, in the person's language.
const WORDS = {
  kk: { start: 'Бастау', write: 'Хабарлама', menu: 'Мәзір', typing: 'жазып жатыр', edited: 'өзгертілді', unblock: 'Ботты бұғаттан шығару', about: 'Бұл бот не істей алады?' },
  ru: { start: 'Запустить', write: 'Сообщение', menu: 'Меню', typing: 'печатает', edited: 'изменено', unblock: 'Разблокировать бота', about: 'Что умеет этот бот?' },
  en: { start: 'Start', write: 'Message', menu: 'Menu', typing: 'typing', edited: 'edited', unblock: 'Unblock the bot', about: 'What can this bot do?' },
};

/** The words for a language as a client tells it: `kk`, `en-GB`, or nothing. */
export function words(language) {
  return WORDS[language.split('-')[0]] ?? WORDS.en;
}

/** The language the words are in. */
export function wordsLanguage(language) {
  const primary = language.split('-')[0];
  return WORDS[primary] ? primary : 'en';
}
