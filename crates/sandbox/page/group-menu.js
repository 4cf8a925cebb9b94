// What can be done with a group rather than in it: members, the bot's rights, topics.

const STATUS = {
  creator: 'owner', administrator: 'administrator', member: 'member', restricted: 'may not write',
  left: 'not in the group', kicked: 'removed',
};

/** Opens the menu of a group. `room`: act, popup, composer, topic, page, toast. */
export function groupMenu(room, group, opener) {
  const show = (items) => room.popup.show(items, opener, { above: true });
  const back = { label: '‹ Back', pick: () => groupMenu(room, group, opener) };
  show([
    { label: 'Members', detail: `${group.count} with the bot`, pick: () => show([back, ...members(room, group, show)]) },
    { label: 'The bot', detail: STATUS[group.bot.status], pick: () => show([back, ...bot(room, group)]) },
    ...topics(room, group),
  ]);
}

function members(room, group, show) {
  const of = (person) => group.members.find(({ id }) => id === person.id);
  const people = room.page.people().sort((a, b) => Boolean(of(b)?.inside) - Boolean(of(a)?.inside));
  return people.map((person) => {
    const member = of(person);
    const become = (role) => room.act({ act: 'member', person: person.id, role });
    const detail = STATUS[member?.status ?? 'left'];
    if (!member?.inside) return { label: person.name, detail: `${detail}: let in`, pick: () => become('member') };
    const raise = member.admin
      ? { label: `${person.name}: make an ordinary member`, pick: () => become('member') }
      : { label: `${person.name}: make an administrator`, pick: () => become('admin') };
    const items = [raise, { label: `${person.name}: remove`, pick: () => become('out') }];
    return { label: person.name, detail, pick: () => (member.status === 'creator' ? owner(room) : show(items)) };
  });
}

function owner(room) { room.toast('The owner stays what they are'); }

function bot(room, group) {
  const { status, topics: withTopics, delete: withDelete } = group.bot;
  const admin = (topics, deletes) => ({ role: 'admin', topics, delete: deletes });
  const is = (topics, deletes) => status === 'administrator' && withTopics === topics && withDelete === deletes;
  return [
    ['Administrator', 'all rights', admin(true, true), is(true, true)],
    ['Administrator', 'may not manage topics', admin(false, true), is(false, true)],
    ['Administrator', 'may not delete messages', admin(true, false), is(true, false)],
    ['Ordinary member', 'hears commands and replies only', { role: 'member' }, status === 'member'],
    ['Removed', '', { role: 'out' }, ['left', 'kicked'].includes(status)],
  ].map(([label, detail, role, now]) => ({
    label, detail, checked: now, pick: () => room.act({ act: 'bot', ...role }),
  }));
}

function topics(room, group) {
  if (!group.forum) return [];
  const made = {
    label: 'New topic',
    detail: 'the typed text becomes its name',
    pick: () => {
      const name = room.composer.take();
      if (name) room.act({ act: 'new_topic', name });
      else room.toast('Type its name into the message field first');
    },
  };
  const open = group.topics.find(({ id }) => id === room.topic);
  if (!open) return [made];
  const act = (act, more = {}) => room.act({ act, topic: open.id, ...more });
  return [
    made,
    { label: open.closed ? 'Open this topic' : 'Close this topic', pick: () => act('close_topic', { closed: !open.closed }) },
    { label: 'Delete this topic', pick: () => act('delete_topic') },
  ];
}
