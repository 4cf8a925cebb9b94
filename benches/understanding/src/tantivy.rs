//! tantivy with its default tokenizer and BM25, in memory.

use anyhow::Context as _;
use search::Corpus;
use tantivy::collector::TopDocs;
use tantivy::columnar::Column;
use tantivy::query::BooleanQuery;
use tantivy::schema::{FAST, Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{TextAnalyzer, TokenStream as _};
use tantivy::{Index, IndexWriter, Searcher, Term, doc};

use crate::rival::{Engine, Hit};

/// Bytes that the writer may gather before it writes a segment: enough for all, for one segment is searched fastest.
const BUDGET: usize = 256 << 20;

/// The index, opened.
pub struct Tantivy {
    searcher: Searcher,
    text: Field,
    tokenizer: TextAnalyzer,
    /// Of each segment the documents' positions in the corpus.
    samples: Vec<Column<u64>>,
}

impl Tantivy {
    /// Indexes all texts, one thread, one segment.
    pub fn learn(corpus: &Corpus) -> anyhow::Result<Tantivy> {
        let mut schema = Schema::builder();
        let frequencies =
            TextFieldIndexing::default().set_tokenizer("default").set_index_option(IndexRecordOption::WithFreqs);
        let text = schema.add_text_field("text", TextOptions::default().set_indexing_options(frequencies));
        let sample = schema.add_u64_field("sample", FAST);
        let index = Index::create_in_ram(schema.build());
        let mut writer: IndexWriter = index.writer_with_num_threads(1, BUDGET)?;
        for (number, known) in corpus.samples.iter().enumerate() {
            writer.add_document(doc!(text => known.text.as_str(), sample => number as u64))?;
        }
        writer.commit()?;
        writer.wait_merging_threads()?;
        let searcher = index.reader()?.searcher();
        let samples = searcher.segment_readers().iter().map(|segment| segment.fast_fields().u64("sample"));
        let samples = samples.collect::<Result<_, _>>()?;
        Ok(Tantivy { text, tokenizer: index.tokenizer_for_field(text)?, samples, searcher })
    }

    /// The question as a query: any of its words.
    fn query(&self, text: &str) -> BooleanQuery {
        let mut tokenizer = self.tokenizer.clone();
        let mut tokens = tokenizer.token_stream(text);
        let mut terms = Vec::new();
        while let Some(token) = tokens.next() {
            terms.push(Term::from_field_text(self.text, &token.text));
        }
        BooleanQuery::new_multiterms_query(terms)
    }
}

impl Engine for Tantivy {
    fn hits(&self, text: &str, most: usize) -> anyhow::Result<Vec<Hit>> {
        let found = self.searcher.search(&self.query(text), &TopDocs::with_limit(most).order_by_score())?;
        let hit = |(score, place): (f32, tantivy::DocAddress)| {
            let sample = self.samples.get(place.segment_ord as usize).and_then(|column| column.first(place.doc_id));
            Ok(Hit { sample: usize::try_from(sample.context("a document without its number")?)?, score: score.into() })
        };
        found.into_iter().map(hit).collect()
    }

    fn bytes(&self) -> anyhow::Result<usize> {
        Ok(usize::try_from(self.searcher.space_usage()?.total().get_bytes())?)
    }
}
