import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** java SendHl7.java thu-1.hl7 */
public class SendHl7 {
    public static void main(String[] args) throws Exception {
        String message = Files.readString(Path.of(args[0])).strip().replace('\n', '\r') + "\r";
        // With TLS: javax.net.ssl.SSLSocketFactory.getDefault().createSocket(…)
        try (Socket line = new Socket("{host}", {port})) {
            OutputStream out = line.getOutputStream();
            out.write(0x0B);
            out.write(message.getBytes(StandardCharsets.UTF_8));
            out.write(new byte[] {0x1C, 0x0D});
            out.flush();
            InputStream in = line.getInputStream();
            StringBuilder answer = new StringBuilder();
            for (int b = in.read(); b >= 0 && b != 0x1C; b = in.read()) {
                answer.append((char) b);
            }
            System.out.println(answer.toString().replace('\r', '\n'));
        }
    }
}
