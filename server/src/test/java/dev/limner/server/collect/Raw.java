package dev.limner.server.collect;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/// Requests as bytes on a socket, so that nothing is put right on the way.
final class Raw {
    private Raw() {}

    /// What came back.
    @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
    record Answer(int status, List<String> headers, byte[] body) {
        /// The value of a header; empty where there is none.
        String header(String name) {
            return headers.stream()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst()
                    .orElse("");
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    /// A recorded request: its body may be written in base64, and readers' notes follow it.
    static Answer replay(int port, byte[] recording) throws IOException {
        String text = new String(recording, StandardCharsets.UTF_8).replace("\r\n", "\n");
        int decoded = text.indexOf("\n===== decoded");
        String request = decoded < 0 ? text : text.substring(0, decoded);
        int gap = request.indexOf("\n\n");
        String head = gap < 0 ? request.strip() : request.substring(0, gap);
        String body = gap < 0 ? "" : request.substring(gap + 2).strip();
        byte[] bytes = body.startsWith("@base64 ")
                ? Base64.getDecoder().decode(body.substring(8).strip())
                : body.getBytes(StandardCharsets.UTF_8);
        List<String> lines = new ArrayList<>();
        for (String line : head.lines().toList()) {
            String name = line.toLowerCase(Locale.ROOT);
            if (!name.startsWith("connection:") && !name.startsWith("content-length:")) {
                lines.add(line);
            }
        }
        return send(port, String.join("\r\n", lines), bytes);
    }

    /// @param head the request line and the headers but those of the connection and the length
    static Answer send(int port, String head, byte[] body) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(30_000);
            OutputStream out = socket.getOutputStream();
            out.write((head + "\r\nConnection: close\r\nContent-Length: " + body.length + "\r\n\r\n")
                    .getBytes(StandardCharsets.UTF_8));
            out.write(body);
            out.flush();
            return read(socket.getInputStream());
        }
    }

    static Answer post(int port, String path, String body, String... headers) throws IOException {
        return post(port, path, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    static Answer post(int port, String path, byte[] body, String... headers) throws IOException {
        return send(port, "POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1" + lines(headers), body);
    }

    static Answer get(int port, String path, String... headers) throws IOException {
        return send(port, "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1" + lines(headers), new byte[0]);
    }

    private static String lines(String... headers) {
        return headers.length == 0 ? "" : "\r\n" + String.join("\r\n", headers);
    }

    static Answer read(InputStream in) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        in.transferTo(all);
        byte[] bytes = all.toByteArray();
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int gap = text.indexOf("\r\n\r\n");
        if (gap < 0) {
            throw new IOException("no answer: " + text);
        }
        List<String> lines = text.substring(0, gap).lines().toList();
        byte[] body = Arrays.copyOfRange(bytes, gap + 4, bytes.length);
        return new Answer(Integer.parseInt(lines.getFirst().substring(9, 12)), lines.subList(1, lines.size()), body);
    }
}
