//! The structure by buttons, and back.

use insta::assert_snapshot;

use crate::world::{World, ask};

#[tokio::test(flavor = "multi_thread")]
async fn departments_and_back() {
    let seen = World::each(async |world| {
        let emma = world.resident("Emma", "en");
        let list = ask(&emma, "/departments").await;
        emma.presses("Department of Public Development").await.unwrap();
        let card = emma.next_message().await.unwrap();
        emma.presses("← Back").await.unwrap();
        assert!(emma.next_message().await.unwrap().button("Department of the New Economy").is_some());
        [list.to_string(), card.to_string()]
    })
    .await;
    assert_snapshot!(seen[0], @"
    bot: The new departments

         Tap one to see what it handles.
         [Department of Digitalization and Public Services]
         [Department of the New Economy]
         [Department of Public Development]
         [Department of Urban Environment Renovation]
         [Former departments]
    ");
    assert_snapshot!(seen[1], @"
    bot (edited): Department of Public Development
         Управление общественного развития

         Three departments are to be merged into this one: Public Development Affairs; Culture and Sport; and Language Development and Archival Affairs. All of the city's public and ideological work is to be brought together in one place. The akim expects this to help modernise public consciousness, raise people's cultural level and make a healthy lifestyle more popular.

         To be merged into it: Department of Culture and Sport (Управление культуры и спорта); Department of Language Development and Archival Affairs (Управление по развитию языков и архивного дела); Department of Public Development Affairs (Управление по делам общественного развития)

         Under the reform announced in early 2019. The source does not say when it takes effect.
         Source: “В акимате Астаны создают управление для модернизации сознания горожан”
         [Archives]
         [Culture]
         [Healthy lifestyle]
         [Language development]
         [Public affairs and NGOs]
         [Sport]
         [← Back]
    ");
}

#[tokio::test(flavor = "multi_thread")]
async fn former_departments_and_back() {
    let seen = World::each(async |world| {
        let aigul = world.resident("Айгүл", "kk");
        let list = ask(&aigul, "/former").await;
        aigul.presses("Қаржы басқармасы").await.unwrap();
        let card = aigul.next_message().await.unwrap();
        aigul.presses("← Артқа").await.unwrap();
        assert!(aigul.next_message().await.unwrap().button("Қаржы басқармасы").is_some());
        [list.to_string(), card.to_string()]
    })
    .await;
    assert_snapshot!(seen[0], @"
    bot: Бұрынғы басқармалар

         Басқарманың істері кімге өткенін білу үшін атауын басыңыз.
         [Құрылыс және тұрғын үй саясаты басқармасы]
         [Мәдениет және спорт басқармасы]
         [Қоршаған ортаны қорғау және табиғатты пайдалану басқармасы]
         [Қаржы басқармасы]
         [Тілдерді дамыту және мұрағат ісі басқармасы]
         [Қоғамдық даму істері басқармасы]
         [Қалалық ортаны регенерациялау басқармасы]
         [Стратегиялық және бюджеттік жоспарлау басқармасы]
         [Жаңа басқармалар]
    ");
    assert_snapshot!(seen[1], @"
    bot (edited): Жаңа экономика басқармасы
         Управление новой экономики

         Бұрынғы басқарма: Қаржы басқармасы (Управление финансов)
         Жоспар бойынша бұл басқарма мен Стратегиялық және бюджеттік жоспарлау басқармасы біріктіріліп, бір жаңа басқарма құрылады. Қаржы басқармасының бұрынғы жұмысы жаңа басқарма ішінде қалай бөлінетіні дереккөзде айтылмаған.

         2019 жылдың басында жарияланған реформа бойынша. Қашан күшіне енетіні дереккөзде айтылмаған.
         Дереккөз: «В акимате Астаны создают управление для модернизации сознания горожан»
         [Басқарма туралы]
         [← Артқа]
    ");
}
