package dev.limner.app;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/// Requests written byte by byte, as no client's library would let one.
final class Requests {
    private Requests() {}

    /// Posts a body and returns the status; 0 where the connection was closed without one.
    static int post(int port, String path, byte[] body, String... headers) throws IOException {
        try (Socket socket = open(port, path, body.length, headers)) {
            OutputStream out = socket.getOutputStream();
            try {
                out.write(body);
                out.flush();
            } catch (IOException _) {
                // it has answered already and wants no more
            }
            return status(socket);
        }
    }

    static int post(int port, String path, String body, String... headers) throws IOException {
        return post(port, path, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    /// A track call of Segment's API with this text as its properties' `item`, as it stands in JSON.
    static int track(int port, String id, String user, String rest) throws IOException {
        return post(
                port,
                "/v1/batch?writeKey=" + LiveShop.KEY,
                "{\"type\":\"track\",\"messageId\":\"%s\",\"userId\":\"%s\",%s}".formatted(id, user, rest));
    }

    /// Begins a request whose body may come later, or never.
    static Socket open(int port, String path, int length, String... headers) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(20_000);
        String head = "POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Length: " + length
                + "\r\n" + (headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n") + "\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
        return socket;
    }

    private static int status(Socket socket) throws IOException {
        byte[] line = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
        String text = new String(line, StandardCharsets.ISO_8859_1);
        return text.startsWith("HTTP/1.1 ") ? Integer.parseInt(text.substring(9)) : 0;
    }

    static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(packed)) {
            zip.write(bytes);
        }
        return packed.toByteArray();
    }
}
