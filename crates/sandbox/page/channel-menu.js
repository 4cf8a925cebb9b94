// What can be done with a channel rather than in it: who reads and who posts, the bot's rights, followers in numbers,
// and trouble with Telegram.

const CROWDS = [100, 1000, 5000];

/** Opens the menu of a channel. `room`: act, popup, page, toast. */
export function channelMenu(room, channel, opener) {
  const show = (items) => room.popup.show(items, opener, { above: true });
  const back = { label: '‹ Back', pick: () => channelMenu(room, channel, opener) };
  show([
    { label: 'Subscribers', detail: String(channel.subscribers), pick: () => show([back, ...people(room, channel, show)]) },
    { label: 'The bot', detail: botIs(channel.bot), pick: () => show([back, ...bot(room, channel)]) },
    { label: 'Followers of the bot', detail: 'in numbers, to announce to', pick: () => show([back, ...crowds(room)]) },
    { label: 'Trouble with Telegram', detail: 'for the next messages', pick: () => show([back, ...troubles(room)]) },
  ]);
}

function people(room, channel, show) {
  const of = (person) => channel.members.find(({ id, inside }) => inside && id === person.id);
  const sorted = room.page.people().sort((a, b) => Boolean(of(b)) - Boolean(of(a)));
  return sorted.map((person) => {
    const member = of(person);
    const become = (role, post = false) => room.act({ act: 'member', person: person.id, role, post });
    const is = (role, post) => {
      const now = !member ? 'out' : member.admin ? 'admin' : 'subscriber';
      return now === role && (role !== 'admin' || member.post === post);
    };
    const roles = [
      ['Administrator', 'posts', 'admin', true],
      ['Administrator', 'may not post', 'admin', false],
      ['Subscriber', 'reads', 'subscriber', false],
      ['Not in the channel', '', 'out', false],
    ].map(([label, detail, role, post]) => ({
      label, detail, checked: is(role, post), pick: () => become(role, post),
    }));
    const choose = () => (member?.status === 'creator' ? room.toast('The owner stays what they are') : show(roles));
    return { label: person.name, detail: personIs(member), pick: choose };
  });
}

function personIs(member) {
  if (!member) return 'not in the channel';
  if (member.status === 'creator') return 'owner';
  if (!member.admin) return 'reads';
  return member.post ? 'administrator' : 'administrator, may not post';
}

function botIs({ status, post }) {
  if (status !== 'administrator') return 'not in the channel';
  return post ? 'administrator' : 'administrator, may not post';
}

function bot(room, channel) {
  const { status, post, edit, delete: deletes } = channel.bot;
  const inside = status === 'administrator';
  return [
    ['Administrator', 'all rights', { inside: true, post: true, edit: true, delete: true }],
    ['Administrator', 'may not post', { inside: true, post: false, edit: true, delete: true }],
    ['Administrator', 'may post only', { inside: true, post: true, edit: false, delete: false }],
    ['Not in the channel', '', { inside: false }],
  ].map(([label, detail, role]) => ({
    label,
    detail,
    checked: role.inside ? inside && role.post === post && role.edit === edit && role.delete === deletes : !inside,
    pick: () => room.act({ act: 'bot', ...role }),
  }));
}

function crowds(room) {
  return CROWDS.map((count) => ({
    label: `${count.toLocaleString('en')} people`, detail: 'press START', pick: () => room.page.crowd(count),
  }));
}

function troubles(room) {
  return [
    ['Too many messages', '429: wait 10 seconds', 'too_many', 1],
    ['Responses get lost', '5 arrive, nobody says so', 'lost', 5],
    ['The server fails', '500, 20 times', 'broken', 20],
    ['No trouble', 'all is well again', 'none', 0],
  ].map(([label, detail, trouble, times]) => ({ label, detail, pick: () => room.page.trouble(trouble, times) }));
}
