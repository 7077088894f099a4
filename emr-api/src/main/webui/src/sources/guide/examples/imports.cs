using System.Net.Http.Headers;

using var http = new HttpClient { BaseAddress = new Uri("{server}"), Timeout = TimeSpan.FromHours(2) };
http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "emrs_…");
using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/his/imports");
request.Headers.Add("Idempotency-Key", "thang-11-2026");
request.Content = new StreamContent(File.OpenRead("hoso.xml"));
request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/xml");
var answer = await http.SendAsync(request);
Console.WriteLine(await answer.Content.ReadAsStringAsync());
Console.WriteLine((int)answer.StatusCode);
