//! A client that keeps its connection, and does nothing else: what measures a server must not be
//! slower than it.

use std::io::{self, Error, ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// Longer than the server may take for any answer.
const PATIENCE: Duration = Duration::from_secs(15);

/// A connection to a server.
pub(crate) struct Connection {
    stream: TcpStream,
    addr: SocketAddr,
    unread: Vec<u8>,
}

/// What came back.
pub(crate) struct Answer {
    /// 200 and the like.
    pub status: u16,
    /// The first line and the headers, in small letters.
    pub head: String,
    /// What follows them.
    pub body: Vec<u8>,
}

impl Connection {
    /// Connects, or says why not.
    pub(crate) fn open(addr: SocketAddr) -> io::Result<Self> {
        let stream = TcpStream::connect_timeout(&addr, PATIENCE)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_write_timeout(Some(PATIENCE))?;
        Ok(Self {
            stream,
            addr,
            unread: Vec::new(),
        })
    }

    /// Asks for a path and waits for the answer.
    pub(crate) fn get(&mut self, path: &str) -> io::Result<Answer> {
        self.ask(path)?;
        self.answer()
    }

    /// Asks, without waiting.
    pub(crate) fn ask(&mut self, path: &str) -> io::Result<()> {
        let host = self.addr;
        self.write(
            format!("GET {path} HTTP/1.1\r\nhost: {host}\r\naccept-encoding: br\r\n\r\n")
                .as_bytes(),
        )
    }

    /// Sends bytes as they are.
    pub(crate) fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.stream.write_all(bytes)
    }

    /// Waits for the answer to what was asked.
    pub(crate) fn answer(&mut self) -> io::Result<Answer> {
        let end = loop {
            if let Some(at) = self.unread.windows(4).position(|four| four == b"\r\n\r\n") {
                break at + 4;
            }
            self.read_more()?;
        };
        let head = String::from_utf8_lossy(&self.unread[..end]).to_ascii_lowercase();
        let status = head.split(' ').nth(1).and_then(|word| word.parse().ok());
        let status = status.ok_or_else(|| Error::new(ErrorKind::InvalidData, "no HTTP"))?;
        let length = length(&head);
        while self.unread.len() < end + length {
            self.read_more()?;
        }
        let body = self.unread[end..end + length].to_vec();
        self.unread.drain(..end + length);
        Ok(Answer { status, head, body })
    }

    fn read_more(&mut self) -> io::Result<()> {
        let mut chunk = [0; 16 * 1024];
        match self.stream.read(&mut chunk)? {
            0 => Err(ErrorKind::UnexpectedEof.into()),
            read => {
                self.unread.extend_from_slice(&chunk[..read]);
                Ok(())
            }
        }
    }
}

impl Answer {
    /// Whether the server closes the connection after this.
    pub(crate) fn is_last(&self) -> bool {
        self.head.contains("\r\nconnection: close\r\n")
    }
}

/// Bytes of the body. Neither server nor proxy sends one without saying so.
fn length(head: &str) -> usize {
    let lines = head.lines();
    let mut values = lines.filter_map(|line| line.strip_prefix("content-length:"));
    values
        .next()
        .and_then(|value| value.trim().parse().ok())
        .unwrap_or(0)
}

/// Asks on a connection of its own.
pub(crate) fn get_once(addr: SocketAddr, path: &str) -> io::Result<Answer> {
    Connection::open(addr)?.get(path)
}

#[cfg(test)]
mod tests {
    use std::net::TcpListener;

    use super::*;

    #[test]
    fn two_answers_on_one_connection_are_told_apart() {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let addr = listener.local_addr().expect("an address");
        std::thread::spawn(move || {
            let (mut stream, _) = listener.accept().expect("a connection");
            let answers = "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabcHTTP/1.1 503 Busy\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
            stream.write_all(answers.as_bytes()).expect("written");
        });
        let mut connection = Connection::open(addr).expect("connected");
        let first = connection.get("/").expect("an answer");
        assert_eq!(
            (first.status, &*first.body, first.is_last()),
            (200, &b"abc"[..], false)
        );
        let second = connection.answer().expect("an answer");
        assert_eq!(
            (second.status, second.body.len(), second.is_last()),
            (503, 0, true)
        );
        assert!(connection.get("/").is_err());
    }
}
