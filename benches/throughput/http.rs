//! As little of HTTP/1.1 as the benchmark needs: where a message with a `content-length` ends.

/// Where the parts of a complete message end.
pub struct Whole {
    /// The head, its empty line included.
    pub head: usize,
    /// The whole of it.
    pub end: usize,
}

/// The message at the start of the buffer, when all of it has come.
pub fn whole(buffer: &[u8]) -> Option<Whole> {
    let head = buffer.windows(4).position(|window| window == b"\r\n\r\n")? + 4;
    let length = buffer[..head].split(|byte| *byte == b'\n').find_map(content_length).unwrap_or(0);
    (buffer.len() >= head + length).then_some(Whole { head, end: head + length })
}

fn content_length(line: &[u8]) -> Option<usize> {
    let colon = line.iter().position(|byte| *byte == b':')?;
    let named = line[..colon].eq_ignore_ascii_case(b"content-length");
    named.then(|| std::str::from_utf8(&line[colon + 1..]).ok()?.trim().parse().ok()).flatten()
}
