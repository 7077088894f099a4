using System.Net.Http.Headers;

var cursor = args.Length == 0 ? "" : "&after=" + args[0];
using var http = new HttpClient { BaseAddress = new Uri("{server}") };
http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "emrs_…");
var answer = await http.GetAsync("/api/v1/changes?limit=100" + cursor);
Console.WriteLine(await answer.Content.ReadAsStringAsync());
Console.WriteLine((int)answer.StatusCode);
