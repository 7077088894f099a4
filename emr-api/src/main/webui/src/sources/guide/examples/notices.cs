using System.Net.Http.Headers;
using System.Text;

var item = """{"kind":"patient","id":"THU-1","statedAt":"202501010800","patient":{"identifiers":[{"kind":"PATIENT_NUMBER","value":"THU-0001"}],"names":["NGƯỜI THỬ NGHIỆM"]}}""";
using var http = new HttpClient { BaseAddress = new Uri("{server}") };
http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "emrs_…");
using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/his/notices");
request.Headers.Add("Idempotency-Key", "thu-1");
request.Content = new StringContent(item, Encoding.UTF8, "application/x-ndjson");
var answer = await http.SendAsync(request);
Console.WriteLine(await answer.Content.ReadAsStringAsync());
Console.WriteLine((int)answer.StatusCode);
