package vn.emr.api.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Arrays;

/** One blocking MLLP connection that costs little: whole frames out, whole answers back. Not thread-safe. */
public final class Sender implements AutoCloseable {
    private static final byte END = 0x1C;
    private static final int LONGEST_ANSWER = 64 * 1024;

    private final Socket socket = new Socket();
    private final InputStream in;
    private final byte[] buffer = new byte[LONGEST_ANSWER];

    public Sender(int port) throws IOException {
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress("127.0.0.1", port), 2_000);
        socket.setSoTimeout(60_000);
        in = socket.getInputStream();
    }

    /**
     * Sends one frame and returns the answer's text without its frame.
     *
     * @throws IOException when there was no answer; the message may have arrived
     */
    public byte[] send(byte[] frame) throws IOException {
        socket.getOutputStream().write(frame);
        int length = 0;
        while (length < 3 || buffer[length - 2] != END) {
            int read = in.read(buffer, length, buffer.length - length);
            if (read <= 0) {
                throw new IOException("no answer");
            }
            length += read;
        }
        return Arrays.copyOfRange(buffer, 1, length - 2);
    }

    /** The acknowledgement code of an answer, or the empty text. */
    public static String code(byte[] answer) {
        int at = segment(answer);
        return at < 0 || at + 6 > answer.length
                ? ""
                : new String(answer, at + 4, 2, java.nio.charset.StandardCharsets.US_ASCII);
    }

    /** The MSA segment of an answer. */
    public static String acknowledgement(byte[] answer) {
        int at = segment(answer);
        int end = at;
        while (at >= 0 && end < answer.length && answer[end] != '\r') {
            end++;
        }
        return at < 0 ? "" : new String(answer, at, end - at, java.nio.charset.StandardCharsets.UTF_8);
    }

    private static int segment(byte[] answer) {
        for (int i = 0; i + 3 < answer.length; i++) {
            if (answer[i] == 'M' && answer[i + 1] == 'S' && answer[i + 2] == 'A' && (i == 0 || answer[i - 1] == '\r')) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
