package vn.emr.core.hl7;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import vn.emr.core.Refusal;

/**
 * Our end of an MLLP connection to another system: one message in flight, and only the answer that names it (MSA-2) is
 * taken. After anything else (silence, a broken frame, the answer to another message) the connection is dropped, so that
 * an answer that comes late is never taken for the next one. Not thread-safe.
 */
public final class MllpLine implements AutoCloseable {
    private static final int FRAME_BEGIN = 0x0B;
    private static final int FRAME_END = 0x1C;
    /** Answers are short; more is not an answer. */
    private static final int LONGEST_ANSWER = 1 << 20;

    private static final Duration CONNECT = Duration.ofSeconds(10);

    private final String host;
    private final int port;
    private final LineTls tls;
    private final Duration patience;
    private Socket socket;
    private InputStream in;

    /**
     * @param tls null for plain text; else the certificate of the other side must name the host
     * @param patience how long an answer may take
     */
    public MllpLine(String host, int port, LineTls tls, Duration patience) {
        this.host = host;
        this.port = port;
        this.tls = tls;
        this.patience = patience;
    }

    /**
     * Sends one message and waits for its answer.
     *
     * @return the answer without its framing; it has an MSA that names the message
     * @throws LineTrouble when there is none; {@link LineTrouble#reached} tells whether the other side may have the message
     */
    public byte[] ask(byte[] message, String controlId) throws LineTrouble {
        connect();
        try {
            byte[] frame = new byte[message.length + 3];
            frame[0] = FRAME_BEGIN;
            System.arraycopy(message, 0, frame, 1, message.length);
            frame[message.length + 1] = FRAME_END;
            frame[message.length + 2] = '\r';
            socket.getOutputStream().write(frame);
            socket.getOutputStream().flush();
            byte[] answer = frame(System.nanoTime() + patience.toNanos());
            requireAnswerTo(controlId, answer);
            return answer;
        } catch (LineTrouble e) {
            close();
            throw e;
        } catch (InterruptedIOException e) {
            close();
            throw new LineTrouble("Không có trả lời trong " + patience.toSeconds() + " giây", true);
        } catch (IOException e) {
            close();
            throw new LineTrouble("Kết nối bị ngắt trước khi có trả lời", true);
        }
    }

    private void connect() throws LineTrouble {
        try {
            if (socket != null && (socket.isClosed() || in.available() > 0)) {
                // Nobody asked: what lies there is an answer that came too late.
                close();
            }
            if (socket == null) {
                socket = opened();
                in = new BufferedInputStream(socket.getInputStream());
            }
        } catch (IOException e) {
            close();
            throw new LineTrouble("Không kết nối được tới hệ thống nhận", false);
        }
    }

    private Socket opened() throws IOException {
        Socket plain = new Socket();
        try {
            plain.connect(new InetSocketAddress(host, port), (int) CONNECT.toMillis());
            plain.setTcpNoDelay(true);
            plain.setKeepAlive(true);
            if (tls == null) {
                return plain;
            }
            plain.setSoTimeout((int) CONNECT.toMillis());
            SSLSocket secured = (SSLSocket) tls.sockets().createSocket(plain, host, port, true);
            SSLParameters parameters = secured.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            secured.setSSLParameters(parameters);
            secured.startHandshake();
            return secured;
        } catch (IOException e) {
            plain.close();
            throw e;
        }
    }

    private byte[] frame(long deadline) throws IOException {
        int b = read(deadline);
        while (b == '\r' || b == '\n') {
            b = read(deadline);
        }
        if (b != FRAME_BEGIN) {
            throw new LineTrouble(
                    b < 0 ? "Hệ thống nhận đóng kết nối mà không trả lời" : "Trả lời không theo khuôn MLLP", true);
        }
        ByteArrayOutputStream answer = new ByteArrayOutputStream(512);
        for (b = read(deadline); b != FRAME_END; b = read(deadline)) {
            if (b < 0 || answer.size() >= LONGEST_ANSWER) {
                throw new LineTrouble(b < 0 ? "Trả lời bị cắt giữa chừng" : "Trả lời quá dài", true);
            }
            answer.write(b);
        }
        return answer.toByteArray();
    }

    private int read(long deadline) throws IOException {
        long left = (deadline - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
            throw new SocketTimeoutException();
        }
        socket.setSoTimeout((int) Math.min(left, Integer.MAX_VALUE));
        return in.read();
    }

    private static void requireAnswerTo(String controlId, byte[] answer) throws LineTrouble {
        try {
            Segment msa = Hl7Text.read(answer, null).first("MSA").orElse(null);
            if (msa != null && msa.value(2).strip().equals(controlId)) {
                return;
            }
        } catch (Refusal unreadable) {
            throw new LineTrouble("Không đọc được trả lời", true);
        }
        throw new LineTrouble("Nhận được trả lời cho một bản tin khác", true);
    }

    /** Drops the connection; the next message opens a new one. */
    @Override
    public void close() {
        if (socket != null) {
            try {
                socket.close();
            } catch (IOException e) {
                org.jboss.logging.Logger.getLogger(MllpLine.class).debug("a dropped connection did not close in order");
            }
            socket = null;
        }
    }
}
