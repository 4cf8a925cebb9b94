// The few words that a Telegram client itself would say, in the person's language.
const WORDS = {
  kk: {
    start: 'Бастау', write: 'Хабарлама', menu: 'Мәзір', typing: 'жазып жатыр', edited: 'өзгертілді',
    unblock: 'Ботты бұғаттан шығару', about: 'Бұл бот не істей алады?', reply: 'Жауап беру', edit: 'Өзгерту', you: 'Сіз',
    anonymous: 'Аноним', closed: 'Тақырып жабық', members: { other: 'қатысушы' },
    joined: (who) => `${who} топқа қосылды`, left: (who) => `${who} топтан шықты`,
    created: (topic) => `«${topic}» тақырыбы ашылды`, renamed: (topic) => `Тақырыптың жаңа атауы: «${topic}»`,
    shut: 'Тақырып жабылды', reopened: 'Тақырып қайта ашылды', pinned: 'Хабарлама бекітілді',
    subscribers: { other: 'жазылушы' }, readOnly: 'Тек әкімшілер жазады', post: 'Жазба',
    pinnedPost: 'Бекітілген жазба', pin: 'Бекіту', unpin: 'Бекітуді алу', delete: 'Жою',
    forward: 'Ботқа жіберу', forwarded: 'Жіберілген:',
  },
  ru: {
    start: 'Запустить', write: 'Сообщение', menu: 'Меню', typing: 'печатает', edited: 'изменено',
    unblock: 'Разблокировать бота', about: 'Что умеет этот бот?', reply: 'Ответить', edit: 'Изменить', you: 'Вы',
    anonymous: 'Аноним', closed: 'Тема закрыта', members: { one: 'участник', few: 'участника', other: 'участников' },
    joined: (who) => `${who} теперь в группе`, left: (who) => `${who} больше не в группе`,
    created: (topic) => `Создана тема «${topic}»`, renamed: (topic) => `Новое название темы: «${topic}»`,
    shut: 'Тема закрыта', reopened: 'Тема снова открыта', pinned: 'Сообщение закреплено',
    subscribers: { one: 'подписчик', few: 'подписчика', other: 'подписчиков' }, readOnly: 'Пишут только администраторы', post: 'Публикация',
    pinnedPost: 'Закреплённая публикация', pin: 'Закрепить', unpin: 'Открепить', delete: 'Удалить',
    forward: 'Переслать боту', forwarded: 'Переслано от',
  },
  en: {
    start: 'Start', write: 'Message', menu: 'Menu', typing: 'typing', edited: 'edited',
    unblock: 'Unblock the bot', about: 'What can this bot do?', reply: 'Reply', edit: 'Edit', you: 'You',
    anonymous: 'Anonymous', closed: 'This topic is closed', members: { one: 'member', other: 'members' },
    joined: (who) => `${who} joined the group`, left: (who) => `${who} left the group`,
    created: (topic) => `Topic “${topic}” created`, renamed: (topic) => `The topic is now called “${topic}”`,
    shut: 'Topic closed', reopened: 'Topic reopened', pinned: 'Message pinned',
    subscribers: { one: 'subscriber', other: 'subscribers' }, readOnly: 'Only administrators post here', post: 'Broadcast',
    pinnedPost: 'Pinned post', pin: 'Pin', unpin: 'Unpin', delete: 'Delete',
    forward: 'Forward to the bot', forwarded: 'Forwarded from',
  },
};

/** The words for a language as a client tells it: `kk`, `en-GB`, or nothing. */
export function words(language) {
  return WORDS[wordsLanguage(language)];
}

/** The language the words are in. */
export function wordsLanguage(language) {
  const primary = language.split('-')[0];
  return WORDS[primary] ? primary : 'en';
}

/** How many are in a group. */
export function membersText(count, language) { return counted(count, language, 'members'); }

/** How many read a channel. */
export function subscribersText(count, language) { return counted(count, language, 'subscribers'); }

function counted(count, language, noun) {
  const forms = words(language)[noun];
  const form = new Intl.PluralRules(wordsLanguage(language)).select(count);
  return `${count} ${forms[form] ?? forms.other}`;
}

/** What a message tells that nobody wrote. */
export function serviceText({ kind, value }, say) {
  switch (kind) {
    case 'new_chat_members': return say.joined(value.map((user) => user.first_name).join(', '));
    case 'left_chat_member': return say.left(value.first_name);
    case 'forum_topic_created': return say.created(value.name);
    case 'forum_topic_edited': return say.renamed(value.name);
    case 'forum_topic_closed': return say.shut;
    case 'forum_topic_reopened': return say.reopened;
    case 'pinned_message': return say.pinned;
    default: return kind.replaceAll('_', ' ');
  }
}
