using System.Net.Http.Headers;

using var http = new HttpClient { BaseAddress = new Uri("{server}") };
http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "emrs_…");
using var content = new StreamContent(File.OpenRead("hoso.xml"));
content.Headers.ContentType = new MediaTypeHeaderValue("application/xml");
var answer = await http.PostAsync("/api/v1/his/claims", content);
Console.WriteLine(await answer.Content.ReadAsStringAsync());
Console.WriteLine((int)answer.StatusCode);
