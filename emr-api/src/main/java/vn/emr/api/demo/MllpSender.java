package vn.emr.api.demo;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * One MLLP connection (HL7 transport specification, minimal lower layer protocol) as a sending system keeps it: one
 * message, then wait for its answer. Connects when first needed. Not thread-safe.
 */
final class MllpSender implements AutoCloseable {
    private static final int START = 0x0B;
    private static final int END = 0x1C;
    private static final int CR = 0x0D;
    private static final int CONNECT_MILLIS = 5_000;
    private static final int ANSWER_MILLIS = 60_000;
    /** Answers and orders are a few hundred bytes; more means that this is not a message door. */
    private static final int LONGEST = 1 << 20;

    private final String host;
    private final int port;
    private Socket socket;
    private InputStream in;

    MllpSender(String host, int port) {
        this.host = host;
        this.port = port;
    }

    /**
     * Sends one message and returns the answer.
     *
     * @throws IOException when there was no answer; the message may have arrived, and may be sent again
     */
    String send(String message) throws IOException {
        try {
            connect();
            socket.getOutputStream().write(framed(message));
            socket.getOutputStream().flush();
            return read(in);
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private void connect() throws IOException {
        if (socket == null) {
            socket = new Socket();
            socket.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
            socket.setSoTimeout(ANSWER_MILLIS);
            socket.setTcpNoDelay(true);
            in = new BufferedInputStream(socket.getInputStream());
        }
    }

    /** The message as it goes over the line. */
    static byte[] framed(String message) {
        byte[] text = message.getBytes(StandardCharsets.UTF_8);
        byte[] frame = new byte[text.length + 3];
        frame[0] = START;
        System.arraycopy(text, 0, frame, 1, text.length);
        frame[frame.length - 2] = END;
        frame[frame.length - 1] = CR;
        return frame;
    }

    /**
     * Reads one message off the line.
     *
     * @throws IOException when the other side has closed, or sends something else
     */
    static String read(InputStream in) throws IOException {
        int b = in.read();
        while (b != START) {
            if (b < 0) {
                throw new IOException("connection closed without a message");
            }
            b = in.read();
        }
        var text = new ByteArrayOutputStream(512);
        for (b = in.read(); b != END; b = in.read()) {
            if (b < 0 || text.size() >= LONGEST) {
                throw new IOException("message without an end");
            }
            text.write(b);
        }
        if (in.read() != CR) {
            throw new IOException("message without a final CR");
        }
        return text.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (IOException e) {
            // It is being thrown away; nothing was waiting to be written.
        } finally {
            socket = null;
        }
    }
}
