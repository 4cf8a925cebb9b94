//! What an owner reads about the policies: all of them on one card, the choices of each, and what a typed value lacks.

use search::Lang;

use super::View;
use super::card::{Button, Card, Press, Setting};
use super::hours;
use super::keyboard::tick;
use super::rich::Rich;
use crate::policy::{BadValue, Decision, Form, Policies, Policy, Value};

impl View {
    /// All policies with their values; a button each, which changes what is just yes or no at once.
    pub fn settings(&self, lang: Lang, policies: &Policies) -> Card {
        let lines = Policy::ALL.into_iter().fold(Rich::default(), |text, policy| {
            let value = self.value(lang, policies.decision(policy));
            text.line(self.say(lang, "settings-line", &[("name", &self.policy(lang, policy)), ("value", &value)]))
        });
        let text = self
            .heading(lang, "settings-title")
            .line(lines)
            .paragraph(self.say(lang, "settings-how", &[]).line(example(Policy::WorkingHours)));
        let button = |policy| vec![self.policy_button(lang, policies, policy)];
        Card::text(text).with(Policy::ALL.map(button).to_vec())
    }

    /// One policy: what it is, what holds, and what else it can be.
    pub fn setting(&self, lang: Lang, policies: &Policies, policy: Policy) -> Card {
        let now = policies.decision(policy);
        let text = Rich::default()
            .bold(&self.policy(lang, policy))
            .line(self.say(lang, &format!("policy-{}", slug(policy)), &[]))
            .paragraph(self.say(lang, "settings-now", &[("value", &self.value(lang, now))]))
            .paragraph(self.say(lang, "settings-type", &[]).line(example(policy)));
        let preset = |decision: Decision| {
            let label = self.preset(lang, decision);
            let label = if decision == now { tick(&label) } else { label };
            vec![Button::press(&label, Press::Settings(lang, Setting::Decide(decision)))]
        };
        let back = self.button(lang, "btn-back", Press::Settings(lang, Setting::All));
        Card::text(text).with(policy.presets().map(preset).collect()).with(vec![vec![back]])
    }

    /// They are no owner.
    pub fn settings_not_owner(&self, lang: Lang) -> Card {
        Card::text(self.say(lang, "settings-not-owner", &[]))
    }

    /// There is no policy of the name that was typed.
    pub fn settings_unknown(&self, lang: Lang) -> Card {
        let names = Policy::ALL.map(Policy::name).join(", ");
        Card::text(self.say(lang, "settings-unknown", &[]).line(Rich::new(&names)))
    }

    /// What was typed is no value of this policy.
    pub fn settings_bad(&self, lang: Lang, policy: Policy, bad: BadValue) -> Card {
        let needed = match bad.0 {
            Form::YesNo => self.say(lang, "form-yes-no", &[]),
            Form::Number(from, to) => {
                self.say(lang, "form-number", &[("from", &from.to_string()), ("to", &to.to_string())])
            }
            Form::Hour => self.say(lang, "form-hour", &[]),
            Form::Span => self.say(lang, "form-span", &[]),
            Form::Working => self.say(lang, "form-working", &[]),
        };
        let text = self.say(lang, "settings-unchanged", &[]).line(needed);
        Card::text(text.paragraph(self.say(lang, "form-example", &[]).line(example(policy))))
    }

    fn policy(&self, lang: Lang, policy: Policy) -> String {
        self.get(lang, &format!("btn-policy-{}", slug(policy)))
    }

    fn policy_button(&self, lang: Lang, policies: &Policies, policy: Policy) -> Button {
        let label = self.policy(lang, policy);
        let now = policies.decision(policy);
        // The button carries what is to hold: pressed twice, it does not go back.
        let other = policy.presets().find(|decision| policy.form() == Form::YesNo && *decision != now);
        let setting = other.map_or(Setting::One(policy), Setting::Decide);
        let label = if now.value() == Value::YesNo(true) { tick(&label) } else { label };
        Button::press(&label, Press::Settings(lang, setting))
    }

    /// What holds, in words.
    fn value(&self, lang: Lang, decision: Decision) -> String {
        match decision.value() {
            Value::YesNo(true) => self.get(lang, "value-yes"),
            Value::YesNo(false) => self.get(lang, "value-no"),
            Value::Number(number) => self.texts.count(lang, unit(decision.policy()), ("count", number)),
            Value::Hour(Some(hour)) => format!("{hour}:00"),
            Value::Span(Some(span)) => hours::span(span),
            Value::Working(Some(working)) => self.working(lang, &working),
            Value::Hour(None) | Value::Span(None) => self.get(lang, "value-none"),
            Value::Working(None) => self.get(lang, "value-always"),
        }
    }

    /// The label of the button that decides this.
    fn preset(&self, lang: Lang, decision: Decision) -> String {
        let value = self.value(lang, decision);
        match decision.value() {
            Value::YesNo(true) => self.get(lang, "btn-yes"),
            Value::YesNo(false) => self.get(lang, "btn-no"),
            Value::Number(_) => self.fill(lang, "btn-limit", &[("time", &value)]),
            Value::Hour(Some(_)) => self.fill(lang, "btn-hour", &[("time", &value)]),
            Value::Span(Some(_)) | Value::Working(Some(_)) => self.fill(lang, "btn-hours", &[("hours", &value)]),
            Value::Hour(None) => self.get(lang, "btn-none"),
            Value::Span(None) => self.get(lang, "btn-no-quiet"),
            Value::Working(None) => self.get(lang, "btn-always"),
        }
    }
}

/// What a number of this policy counts.
fn unit(policy: Policy) -> &'static str {
    match policy {
        Policy::RetentionDays => "value-days",
        Policy::LateMinutes => "value-minutes",
        _ => "value-hours",
    }
}

/// The policy's name as a part of a text's id.
fn slug(policy: Policy) -> String {
    policy.name().replace('_', "-")
}

/// How a value of this policy is typed: what holds by default, where that is a value to see the form by.
fn example(policy: Policy) -> Rich {
    let value = match policy.form() {
        Form::YesNo => "yes".to_owned(),
        Form::Working => "mon-fri 09:00-18:00".to_owned(),
        Form::Number(..) | Form::Hour | Form::Span => Policies::default().decision(policy).to_string(),
    };
    Rich::new(&format!("/settings {} {value}", policy.name()))
}
