//! What somebody is in a group or channel, the bot included, and what they may do there.

use serde_json::{Map, Value, json};

use super::group::Sort;

/// What somebody is in a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    Creator {
        anonymous: bool,
    },
    Administrator(Rights),
    Member,
    /// In the group, and may not write.
    Restricted,
    Left,
    Kicked,
}

/// What an administrator may do, as far as the bot has a use for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Rights {
    pub(crate) anonymous: bool,
    pub(crate) topics: bool,
    pub(crate) delete: bool,
    pub(crate) pin: bool,
    /// In a channel: may post.
    pub(crate) post: bool,
    /// In a channel: may edit what others posted, and pin.
    pub(crate) edit: bool,
}

impl Rights {
    pub(crate) const ALL: Self =
        Self { anonymous: false, topics: true, delete: true, pin: true, post: true, edit: true };
    const NONE: Self = Self { anonymous: false, topics: false, delete: false, pin: false, post: false, edit: false };

    /// Whether somebody with these may pin in such a group.
    pub(crate) fn to_pin(self, sort: Sort) -> bool {
        if sort == Sort::Channel { self.edit } else { self.pin }
    }
}

/// What an ordinary member may do and a restricted one may not.
const PERMISSIONS: [&str; 13] = [
    "can_send_messages",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
];

impl Standing {
    pub(crate) fn is_in(self) -> bool {
        !matches!(self, Standing::Left | Standing::Kicked)
    }

    pub(crate) fn is_banned(self) -> bool {
        self == Standing::Kicked
    }

    pub(crate) fn is_admin(self) -> bool {
        matches!(self, Standing::Creator { .. } | Standing::Administrator(_))
    }

    pub(crate) fn may_write(self) -> bool {
        self.is_in() && self != Standing::Restricted
    }

    pub(crate) fn rights(self) -> Rights {
        match self {
            Standing::Creator { anonymous } => Rights { anonymous, ..Rights::ALL },
            Standing::Administrator(rights) => rights,
            _ => Rights::NONE,
        }
    }

    /// The same standing, hidden behind the group's name or not; only an administrator can be.
    pub(crate) fn hidden(self, anonymous: bool) -> Self {
        match self {
            Standing::Creator { .. } => Standing::Creator { anonymous },
            Standing::Administrator(rights) => Standing::Administrator(Rights { anonymous, ..rights }),
            other => other,
        }
    }

    /// As a `ChatMember`; the sort of the chat says which rights are told, and none is a private one.
    pub(crate) fn to_api(self, user: Value, sort: Option<Sort>) -> Value {
        let mut api = Map::new();
        let mut set = |field: &str, value: Value| api.insert(field.to_owned(), value);
        set("user", user);
        set("status", json!(self.status()));
        match self {
            Standing::Creator { anonymous } => {
                set("is_anonymous", json!(anonymous));
            }
            Standing::Administrator(rights) => {
                set("is_anonymous", json!(rights.anonymous));
                set("can_delete_messages", json!(rights.delete));
                if sort == Some(Sort::Channel) {
                    set("can_post_messages", json!(rights.post));
                    set("can_edit_messages", json!(rights.edit));
                } else {
                    set("can_pin_messages", json!(rights.pin));
                }
                if sort == Some(Sort::Supergroup) {
                    set("can_manage_topics", json!(rights.topics));
                }
                for right in ["can_manage_chat", "can_change_info", "can_invite_users", "can_manage_video_chats"] {
                    set(right, json!(true));
                }
                let refused = ["can_be_edited", "can_promote_members", "can_restrict_members"];
                for right in refused.into_iter().chain(["can_post_stories", "can_edit_stories", "can_delete_stories"]) {
                    set(right, json!(false));
                }
            }
            Standing::Restricted => {
                set("is_member", json!(true));
                set("until_date", json!(0));
                for permission in PERMISSIONS.into_iter().chain(["can_manage_topics"]) {
                    set(permission, json!(false));
                }
            }
            Standing::Kicked => {
                set("until_date", json!(0));
            }
            Standing::Member | Standing::Left => {}
        }
        Value::Object(api)
    }

    pub(crate) fn status(self) -> &'static str {
        match self {
            Standing::Creator { .. } => "creator",
            Standing::Administrator(_) => "administrator",
            Standing::Member => "member",
            Standing::Restricted => "restricted",
            Standing::Left => "left",
            Standing::Kicked => "kicked",
        }
    }
}
