package vn.emr.core.hl7;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A sender over a real socket that writes exactly the bytes it is told. */
public final class MllpClient implements AutoCloseable {
    private final Socket socket;
    private final OutputStream out;
    private final InputStream in;

    public MllpClient(int port) throws IOException {
        this(new Socket("127.0.0.1", port));
    }

    /** Over a connection that is made already. */
    public MllpClient(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(20_000);
        out = socket.getOutputStream();
        in = new java.io.BufferedInputStream(socket.getInputStream(), 64 << 10);
    }

    public static byte[] frame(String text) {
        return ("\u000b" + text + "\u001c\r").getBytes(StandardCharsets.UTF_8);
    }

    public MllpClient write(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
        return this;
    }

    public MllpClient write(String utf8) throws IOException {
        return write(utf8.getBytes(StandardCharsets.UTF_8));
    }

    public void endOutput() throws IOException {
        socket.shutdownOutput();
    }

    /** The next answer without its framing; null when the door closed the connection. */
    public String answer() throws IOException {
        byte[] bytes = answerBytes();
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }

    public byte[] answerBytes() throws IOException {
        int b;
        try {
            b = in.read();
            if (b < 0) {
                return null;
            }
            if (b != 0x0B) {
                throw new AssertionError("an answer must begin with VT, not " + b);
            }
            var answer = new ByteArrayOutputStream();
            while ((b = in.read()) != 0x1C) {
                if (b < 0) {
                    throw new AssertionError("an answer was cut");
                }
                answer.write(b);
            }
            if (in.read() != 0x0D) {
                throw new AssertionError("an answer must end with FS CR");
            }
            return answer.toByteArray();
        } catch (java.net.SocketException reset) {
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
