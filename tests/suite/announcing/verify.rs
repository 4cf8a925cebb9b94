//! "Is this from the akimat?": forwarded, pasted, or as a link.

use insta::assert_snapshot;
use sandbox::{Actor, Channel, ChannelRole};
use serde_json::json;

use super::follow::dated;
use super::{handled, rows};
use crate::desk::office;
use crate::world::{World, ask};

pub(super) const WATER: &str = "Уважаемые жители! 28 ноября с девяти до шести на улице Сарыарка не будет холодной воды из-за ремонта сетей. \
Просим запастись водой заранее. Подробности по телефону 55-55-55.";
const LATER: &str = "Уважаемые жители! 28 ноября с девяти до восьми на улице Сарыарка не будет холодной воды из-за ремонта сетей. \
Просим запастись водой заранее. Подробности по телефону 55-55-55.";

/// A linked channel with a public name, and who owns it.
async fn city(world: &World) -> (Channel, Actor) {
    let (channel, dana) = (world.sandbox.channel("Город"), world.resident("Дана", "ru"));
    channel.owned_by(&dana);
    channel.called(Some("qala_news"));
    channel.bot_is(&dana, ChannelRole::ADMIN);
    rows::linked(world, channel.id(), "Город", "qala_news").await;
    (channel, dana)
}

async fn forwarded(person: &Actor, chat: i64, message: i64) -> String {
    assert_ne!(person.forwards(chat, message).await, 0);
    dated(&person.next_message().await.unwrap().to_string())
}

async fn told(person: &Actor, text: &str) -> String {
    dated(&ask(person, text).await.to_string())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pasted_text() {
    let seen = World::each(async |world| {
        let (channel, _) = city(world).await;
        let ivan = world.resident("Иван", "ru");
        ask(&ivan, "Кто теперь сажает деревья в наших парках?").await;
        let id = rows::sent(world, channel.id(), WATER, "greening").await;
        let mut seen = vec![told(&ivan, &WATER.to_uppercase()).await];
        seen.push(told(&ivan, &WATER.replace("55-55-55", "77-77-77")).await);
        seen.push(told(&ivan, "на улице Сарыарка не будет холодной воды из-за ремонта сетей. Просим запастись").await);
        rows::says(world, id, 1, LATER).await;
        seen.push(told(&ivan, WATER).await);
        rows::withdrawn(world, id).await;
        seen.push(told(&ivan, LATER).await);
        // A few of its words are a question, and an emergency is one whatever is pasted along.
        let question = told(&ivan, "почему на улице Сарыарка не будет воды").await;
        assert!(!question.contains("объявлен"), "{question}");
        let gas = told(&ivan, &format!("Пахнет газом в подъезде, помогите! {WATER}")).await;
        assert!(gas.contains("112"), "{gas}");
        seen
    })
    .await;
    assert_snapshot!(seen.join("\n---\n"), @"
    bot: ✅ Да, это наше объявление, слово в слово
         Отправлено: (day)
         Канал: Город

         Если что-то неясно, спросите меня об этом объявлении.
    ---
    bot: ⚠️ Это наше объявление, но в нём что-то изменено
         Отправлено: (day)
         Канал: Город

         Зачёркнутое было в объявлении, но здесь его убрали; выделенного жирным в объявлении не было:
         …тей. Просим запастись водой заранее. Подробности по телефону 55-55-55. 77-77-77.

         Если что-то неясно, спросите меня об этом объявлении.
    ---
    bot: ☑️ Это часть нашего объявления, слово в слово
         Отправлено: (day)
         Канал: Город

         Вот что в нём написано:
         Уважаемые жители! 28 ноября с девяти до шести на улице Сарыарка не будет холодной воды из-за ремонта сетей. Просим запастись водой заранее. Подробности по телефону 55-55-55.

         Если что-то неясно, спросите меня об этом объявлении.
    ---
    bot: ⚠️ Это прежний текст нашего объявления: потом его исправили
         Отправлено: (day)
         Канал: Город

         Вот что исправили: зачёркнутое убрано, выделенное жирным добавлено.
         Уважаемые жители! 28 ноября с девяти до шести восьми на улице Сарыарка не будет холодной воды из-за ремонта сете…

         Если что-то неясно, спросите меня об этом объявлении.
    ---
    bot: ✅ Да, это наше объявление, слово в слово
         Это объявление потом отозвали: больше на него не полагайтесь.
         Отправлено: (day)
         Канал: Город

         Если что-то неясно, спросите меня об этом объявлении.
    ");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forwarded_message() {
    let seen = World::each(async |world| {
        let (channel, dana) = city(world).await;
        let (ivan, oleg) = (world.resident("Иван", "ru"), world.resident("Олег", "ru"));
        let id = rows::sent(world, channel.id(), WATER, "").await;
        let post = channel.posts(&dana, WATER).await;
        rows::delivered(world, id, channel.id(), post).await;
        let mut seen = vec![forwarded(&ivan, channel.id(), post).await];
        channel.edits(&dana, post, &WATER.replace("28 ноября", "29 ноября")).await.unwrap();
        seen.push(forwarded(&ivan, channel.id(), post).await);
        channel.edits(&dana, post, "Здесь теперь совсем другое сообщение.").await.unwrap();
        seen.push(forwarded(&ivan, channel.id(), post).await);
        let own = channel.posts(&dana, "С праздником, дорогие жители!").await;
        seen.push(forwarded(&ivan, channel.id(), own).await);
        let stranger = world.sandbox.channel("Слухи города");
        stranger.owned_by(&dana);
        stranger.called(Some("rumours"));
        let copied = stranger.posts(&dana, WATER).await;
        seen.push(forwarded(&ivan, stranger.id(), copied).await);
        let rumour = stranger.posts(&dana, "Завтра во всём городе отключат свет на неделю, запасайтесь свечами!").await;
        seen.push(forwarded(&ivan, stranger.id(), rumour).await);
        let gas = stranger.posts(&dana, "Пахнет газом в подъезде, что делать?").await;
        assert!(forwarded(&ivan, stranger.id(), gas).await.contains("112"));
        let group = world.sandbox.group("Соседи");
        let said = group.joins(&oleg).says(None, WATER).await;
        group.joins(&ivan);
        seen.push(forwarded(&ivan, group.id(), said).await);
        seen
    })
    .await;
    assert_snapshot!(seen.join("\n---\n"), @"
    bot: ✅ Да, это наше объявление, слово в слово
         Отправлено: (day)
         Канал: Город
    ---
    bot: ⚠️ Это наше объявление, но в нём что-то изменено
         Отправлено: (day)
         Канал: Город

         Зачёркнутое было в объявлении, но здесь его убрали; выделенного жирным в объявлении не было:
         Уважаемые жители! 28 29 ноября с девяти до шести на улице Сарыарка не будет холодно…
    ---
    bot: ⚠️ Здесь было наше объявление, но теперь в сообщении другой текст
         Отправлено: (day)
         Канал: Город

         Вот что в нём написано:
         Уважаемые жители! 28 ноября с девяти до шести на улице Сарыарка не будет холодной воды из-за ремонта сетей. Просим запастись водой заранее. Подробности по телефону 55-55-55.
    ---
    bot: Это сообщение из городского канала.
         Канал: Город

         Этот бот его не рассылал, поэтому сверить его текст не могу.
    ---
    bot: ✅ Да, это наше объявление, слово в слово
         Отправлено: (day)
         Канал: Город

         Но переслали его не из нашего канала, а из другого: «Слухи города»
    ---
    bot: ❔ Среди объявлений этого бота такого нет
         Это не значит, что написанное неправда: бот знает только то, что рассылал сам. Прежде чем переводить деньги, сообщать данные или переходить по ссылкам, проверьте в официальных источниках.

         Где проверить:
         Канал: Город
    ---
    bot: ✅ Да, это наше объявление, слово в слово
         Отправлено: (day)
         Канал: Город

         Но переслано оно не из нашего канала, а от другого отправителя.
    ");
}

#[tokio::test(flavor = "multi_thread")]
async fn pictures_with_and_without_words() {
    World::each(async |world| {
        let (channel, dana) = city(world).await;
        let ivan = world.resident("Иван", "ru");
        let id = rows::sent(world, channel.id(), WATER, "").await;
        let album = channel.posts_album(&dana, &[WATER, "", ""]).await;
        rows::delivered(world, id, channel.id(), album[0]).await;
        rows::delivered_part(world, id, channel.id(), album[1]).await;
        ivan.forwards_all(channel.id(), &album).await;
        let first = ivan.next_message().await.unwrap();
        assert!(first.text.contains("слово в слово"), "{}", first.text);
        let silent = rows::sent(world, channel.id(), "", "").await;
        let picture = channel.posts_photo(&dana, "").await;
        rows::delivered(world, silent, channel.id(), picture).await;
        let told = forwarded(&ivan, channel.id(), picture).await;
        assert!(told.contains("слово в слово"), "once an album, and: {told}");
        let other = channel.posts_photo(&dana, "").await;
        assert!(forwarded(&ivan, channel.id(), other).await.contains("из городского канала"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link() {
    let seen = World::each(async |world| {
        let (channel, dana) = city(world).await;
        let emma = world.resident("Emma", "en");
        let id = rows::sent(world, channel.id(), WATER, "greening").await;
        let post = channel.posts(&dana, WATER).await;
        rows::delivered(world, id, channel.id(), post).await;
        let bare = channel.id().to_string();
        let bare = bare.strip_prefix("-100").unwrap();
        let mut seen = vec![told(&emma, &format!("is this true? https://t.me/Qala_News/{post}?single")).await];
        assert_eq!(told(&emma, &format!("t.me/c/{bare}/{post}")).await, seen[0]);
        seen.push(told(&emma, "t.me/qala_news/99999").await);
        seen.push(told(&emma, "https://t.me/rumours/7").await);
        // Another public name is heard of with the next post.
        channel.called(Some("qala_today"));
        channel.posts(&dana, "С праздником, дорогие жители!").await;
        handled(world).await;
        assert_eq!(told(&emma, &format!("t.me/qala_today/{post}")).await, seen[0]);
        seen
    })
    .await;
    assert_snapshot!(seen.join("\n---\n"), @"
    bot: ✅ This link leads to our announcement
         Sent on (day)
         Channel: Город

         This is what it says:
         Уважаемые жители! 28 ноября с девяти до шести на улице Сарыарка не будет холодной воды из-за ремонта сетей. Просим запастись водой заранее. Подробности по телефону 55-55-55.

         If something is unclear, ask me about this announcement.
    ---
    bot: This message is from one of the city's channels.
         Channel: Город

         This bot did not send it, so I cannot compare its text.
    ---
    bot: ❔ This is not an announcement from this bot
         It may be genuine or fake: the bot knows only what it has sent itself. Before you send money, share personal data or open links, check with official sources.

         Where to check:
         Channel: Город
    ");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_that_leads_elsewhere_is_not_vouched_for() {
    World::each(async |world| {
        let (channel, dana) = city(world).await;
        let emma = world.resident("Emma", "en");
        let id = rows::sent(world, channel.id(), WATER, "").await;
        let post = channel.posts(&dana, WATER).await;
        rows::delivered(world, id, channel.id(), post).await;
        let ours = format!("https://t.me/qala_news/{post}");
        let shown = async |text: &str, url: &str| {
            let length = text.encode_utf16().count();
            let link = json!({"type": "text_link", "offset": 0, "length": length, "url": url});
            emma.says_rich(text, vec![link]).await;
            emma.next_message().await.unwrap().text
        };
        assert!(shown(&ours, &ours).await.contains("leads to our announcement"));
        for (text, url) in [(ours.as_str(), "https://evil.example/"), ("evil.example", ours.as_str())] {
            let told = shown(text, url).await;
            assert!(told.contains("not an announcement from this bot"), "{text} to {url}: {told}");
        }
        let both = told(&emma, &format!("{ours} http://evil.example")).await;
        assert!(both.contains("not an announcement from this bot"), "{both}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn while_a_question_is_with_staff_it_goes_there() {
    World::each(async |world| {
        let office = office(world).await;
        let (channel, dana) = city(world).await;
        let ivan = world.resident("Иван", "ru");
        rows::sent(world, channel.id(), WATER, "").await;
        let post = channel.posts(&dana, WATER).await;
        let topic = crate::desk::ticket(&ivan, &office, "Как получить паспорт?").await;
        for _ in 0..2 {
            ivan.forwards(channel.id(), post).await;
        }
        let there =
            || office.group.lines(Some(topic)).iter().filter(|line| line.text.contains("Сарыарка")).count() == 2;
        world.sandbox.until(there).await.unwrap();
        assert!(!ivan.screen().contains("слово в слово"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_known_and_a_person_can_be_asked() {
    let seen = World::each(async |world| {
        office(world).await;
        let (ivan, aigul) = (world.resident("Иван", "ru"), world.resident("Айгүл", "kk"));
        let said = ask(&ivan, "/help").await;
        let own = forwarded(&ivan, ivan.id(), said.id).await;
        rows::sent(world, -1_001_111, &said.text, "").await;
        let sent = forwarded(&ivan, ivan.id(), said.id).await;
        assert!(sent.contains("слово в слово") && !sent.contains("Но пересла"), "{sent}");
        [own, told(&aigul, "t.me/rumours/7").await]
    })
    .await;
    assert_snapshot!(seen.join("\n---\n"), @"
    bot: ❔ Среди объявлений этого бота такого нет
         Это не значит, что написанное неправда: бот знает только то, что рассылал сам. Прежде чем переводить деньги, сообщать данные или переходить по ссылкам, проверьте в официальных источниках.
         [Спросить человека]
    ---
    bot: ❔ Осы боттың хабарландырулары арасында мұндайы жоқ
         Бұл мәтін жалған деген сөз емес: бот өзі таратқанын ғана біледі. Ақша аудармас, деректеріңізді бермес не сілтемеге өтпес бұрын ресми дереккөздерден тексеріп алыңыз.
         [Адамнан сұрау]
    ");
}
