//! A table from features to numbers: small, quick and the same on every machine, where a general hash map would be
//! neither as small nor as quick. Features are hashes already.

/// An open-addressing table from features to numbers. Zero marks an empty place; no feature is zero in practice, and
/// one that is would merely be unknown.
pub(crate) struct Table {
    places: Vec<(u32, u32)>,
    used: usize,
}

impl Table {
    /// Room for three quarters as many features before it grows.
    pub(crate) fn with_room(room: usize) -> Table {
        Table { places: vec![(0, 0); room.next_power_of_two().max(16)], used: 0 }
    }

    fn place(&self, feature: u32) -> usize {
        let mask = self.places.len() - 1;
        let mut at = (feature.wrapping_mul(0x9E37_79B1) >> 7) as usize & mask;
        while self.places[at].0 != feature && self.places[at].0 != 0 {
            at = (at + 1) & mask;
        }
        at
    }

    /// The number of a feature.
    pub(crate) fn get(&self, feature: u32) -> Option<u32> {
        let (found, number) = self.places[self.place(feature)];
        (found == feature && feature != 0).then_some(number)
    }

    /// Gives a feature a number.
    pub(crate) fn set(&mut self, feature: u32, number: u32) {
        if feature == 0 {
            return;
        }
        if 4 * self.used >= 3 * self.places.len() {
            self.grow();
        }
        let at = self.place(feature);
        self.used += usize::from(self.places[at].0 == 0);
        self.places[at] = (feature, number);
    }

    /// Counts a feature once more.
    pub(crate) fn add(&mut self, feature: u32) {
        let at = self.place(feature);
        if self.places[at].0 == feature {
            self.places[at].1 += 1;
        } else {
            self.set(feature, 1);
        }
    }

    fn grow(&mut self) {
        let mut wider = Table::with_room(2 * self.places.len());
        for (feature, number) in self.iter() {
            let at = wider.place(feature);
            wider.places[at] = (feature, number);
        }
        wider.used = self.used;
        *self = wider;
    }

    /// All features and their numbers, in no order of use.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (u32, u32)> + '_ {
        self.places.iter().copied().filter(|&(feature, _)| feature != 0)
    }
}
