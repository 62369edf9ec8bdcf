/** Calls that work as they stand: each reads the token from an environment variable, as every application should. */

/** The name of the variable; none that the service itself would read as a setting. */
const VARIABLE = 'API_TOKEN';

/** Tokens contain a `|`, hence the quotes. */
const exported = (plainText) => `export ${VARIABLE}='${plainText}'`;

/** One call to `url`, for a shell in which the variable is set. */
export const callLine = (url) => `curl -i -H "Authorization: Bearer $${VARIABLE}" ${url}`;

const java = (url) => `import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

public class Call {
  public static void main(String[] args) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create("${url}"))
        .header("Authorization", "Bearer " + System.getenv("${VARIABLE}"))
        .build();
    int status = HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode();
    System.out.println(status);
  }
}`;

const javaScript = (url) => `const response = await fetch('${url}', {
  headers: { Authorization: \`Bearer \${process.env.${VARIABLE}}\` },
});
console.log(response.status);`;

const python = (url) => `import os
import urllib.request

request = urllib.request.Request(
    "${url}",
    headers={"Authorization": f"Bearer {os.environ['${VARIABLE}']}"},
)
with urllib.request.urlopen(request) as response:
    print(response.status)`;

/**
 * `[{tab, blocks}]`; a block is `{label, text, note?}`. `url` is what is called; with `plainText` the first block sets the
 * variable to it.
 */
export function snippets(url, plainText) {
  const first = { label: 'Shell', text: exported(plainText) };
  const program = (label, text, note) => ({ tab: label, blocks: [first, { label, text, note }] });
  return [
    { tab: 'curl', blocks: [{ label: 'curl', text: `${first.text}\n${callLine(url)}`, note: 'It answers 200 as long as the token is good.' }] },
    {
      tab: 'Environment variable',
      blocks: [
        { label: 'Linux, macOS', text: first.text, note: 'For this shell, and what is started from it.' },
        { label: 'PowerShell', text: `$env:${VARIABLE} = '${plainText}'` },
        { label: '.env file', text: `${VARIABLE}='${plainText}'`, note: 'Keep such a file out of version control.' },
      ],
    },
    program('Java', java(url), 'Call.java: run it with java Call.java (Java 11 or later). It prints 200.'),
    program('JavaScript', javaScript(url), 'call.mjs: run it on a server, with node call.mjs (Node.js 18 or later). It prints 200.'),
    program('Python', python(url), 'call.py: run it with python3 call.py. It prints 200.'),
  ];
}
