import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

public class SendNotices {
    public static void main(String[] args) throws Exception {
        String item = "{\"kind\":\"patient\",\"id\":\"THU-1\",\"statedAt\":\"202501010800\",\"patient\":{\"identifiers\":"
                + "[{\"kind\":\"PATIENT_NUMBER\",\"value\":\"THU-0001\"}],\"names\":[\"NGƯỜI THỬ NGHIỆM\"]}}";
        HttpRequest request = HttpRequest.newBuilder(URI.create("{server}/api/v1/his/notices"))
                .header("Authorization", "Bearer emrs_…")
                .header("Content-Type", "application/x-ndjson")
                .header("Idempotency-Key", "thu-1")
                .POST(HttpRequest.BodyPublishers.ofString(item))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        System.out.println(answer.body());
        System.out.println(answer.statusCode());
    }
}
