import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;

public class SendLongFile {
    public static void main(String[] args) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("{server}/api/v1/his/imports"))
                .header("Authorization", "Bearer emrs_…")
                .header("Content-Type", "application/xml")
                .header("Idempotency-Key", "thang-11-2026")
                .POST(HttpRequest.BodyPublishers.ofFile(Path.of("hoso.xml")))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        System.out.println(answer.body());
        System.out.println(answer.statusCode());
    }
}
