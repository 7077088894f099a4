import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

public class AskChanges {
    public static void main(String[] args) throws Exception {
        String cursor = args.length == 0 ? "" : "&after=" + args[0];
        HttpRequest request = HttpRequest.newBuilder(URI.create("{server}/api/v1/changes?limit=100" + cursor))
                .header("Authorization", "Bearer emrs_…")
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        System.out.println(answer.body());
        System.out.println(answer.statusCode());
    }
}
