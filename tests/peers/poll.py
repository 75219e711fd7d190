#!/usr/bin/env python3
"""Polls one local web of seeded feeds with Monitor and, where they are installed, newsboat and rss2email.

    tests/peers/poll.py MONITOR [--feeds 1000] [--queries 10] [--rounds 5] [--peer-rounds 1] [--port 18090] [--folder DIR]

MONITOR is a published program (dotnet publish src/Monitor.Worker -c Release -r linux-x64 --self-contained false -o DIR: DIR/monitor).
Every program polls the same addresses from one nginx: cold, warm, and a third time, because newsboat keeps validators from its second pass
on. The rounds of the programs take turns. CPU is user and system time of the process as the kernel counts it; the web server's is not in it.
"""
import argparse, json, os, random, shutil, signal, statistics, subprocess, sys, tempfile, time
from datetime import datetime, timedelta, timezone
from email.utils import format_datetime
from html import escape

SEED = 73
NEWEST = datetime(2026, 3, 1, 9, 0, tzinfo=timezone.utc)
BRANDS = ["Acme", "Globex", "Initech", "Umbra", "Orvelo", "Vandelay", "Hooli", "Soylent"]


class Prose:
    """Made-up words, the n-th about n times rarer than the first, one in twelve with an accent."""

    def __init__(self, chance, size=40_000):
        parts = ["b", "c", "d", "f", "g", "l", "m", "n", "p", "r", "s", "t", "v", "br", "st", "tr"]
        vowels = ["a", "e", "i", "o", "u", "ou", "ai"]
        self.chance, self.words, known = chance, [], set()
        while len(self.words) < size:
            word = "".join(chance.choice(parts) + chance.choice(vowels) for _ in range(chance.randint(1, 4)))
            if chance.random() < 1 / 12:
                word = word.replace("e", "é", 1)
            if word not in known:
                known.add(word)
                self.words.append(word)
        self.weights, total = [], 0.0
        for rank in range(size):
            total += 1 / (rank + 3)
            self.weights.append(total)

    def text(self, count):
        words = self.chance.choices(self.words, cum_weights=self.weights, k=count)
        if self.chance.random() < 0.02:
            words[self.chance.randrange(count)] = self.chance.choice(BRANDS)
        return " ".join(words).capitalize() + "."


def entry(prose, feed, number, chance):
    half = chance.randint(25, 110)
    link = f"https://site{feed:04}.example/post/{feed:04}-{number:02}"
    body = (f"<p>{prose.text(half)}</p><p><a href=\"https://elsewhere.example/{number}?a=1&amp;b=2\">{prose.text(4)}</a> {prose.text(half)}</p>"
            f"<img src=\"https://pictures.example/{feed}/{number}.jpg\" alt=\"\">")
    when = NEWEST - timedelta(minutes=chance.randint(5, 60) * (number + 1))
    return link, prose.text(chance.randint(6, 14)), body, when


def rss(prose, feed, chance):
    items = []
    for number in range(chance.randint(20, 50)):
        link, title, body, when = entry(prose, feed, number, chance)
        text = escape(body, quote=False) if number % 2 else f"<![CDATA[{body}]]>"
        items.append(f"<item><title>{title}</title><link>{link}</link><guid>{link}</guid><pubDate>{format_datetime(when)}</pubDate><description>{text}</description></item>")
    return (f"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<rss version=\"2.0\"><channel><title>Site {feed}</title><link>https://site{feed:04}.example/</link>"
            f"<description>Seeded</description>\n" + "\n".join(items) + "\n</channel></rss>\n", len(items))


def atom(prose, feed, chance):
    entries = []
    for number in range(chance.randint(20, 50)):
        link, title, body, when = entry(prose, feed, number, chance)
        entries.append(f"<entry><id>{link}</id><title>{title}</title><link href=\"{link}\"/><published>{when.isoformat()}</published><updated>{when.isoformat()}</updated>"
                       f"<author><name>Ann</name></author><content type=\"html\">{escape(body, quote=False)}</content></entry>")
    return (f"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\"><id>https://site{feed:04}.example/</id><title>Site {feed}</title>"
            f"<updated>{NEWEST.isoformat()}</updated>\n" + "\n".join(entries) + "\n</feed>\n", len(entries))


def write_web(folder, feeds, port):
    """Returns the addresses, and expressions for as many queries as are wanted."""
    chance = random.Random(SEED)
    prose, urls, entries, size = Prose(chance), [], 0, 0
    os.makedirs(f"{folder}/www")
    for feed in range(feeds):
        text, count = (rss if chance.random() < 0.6 else atom)(prose, feed, chance)
        data = text.encode()
        with open(f"{folder}/www/{feed:04}.xml", "wb") as file:
            file.write(data)
        os.utime(file.name, (1_750_000_000 + feed, 1_750_000_000 + feed))
        urls.append(f"http://127.0.0.1:{port}/{feed:04}.xml")
        entries, size = entries + count, size + len(data)
    print(f"{feeds} feeds, {entries} entries, {size / 1e6:.1f} MB", flush=True)
    return urls, BRANDS + [f'"{" ".join(chance.choices(prose.words[500:], k=2))}" OR {chance.choice(prose.words[5000:])}' for _ in range(10_000)]


def start_web(folder, port):
    with open(f"{folder}/nginx.conf", "w") as file:
        file.write(f"daemon off; pid nginx.pid; worker_processes 1; error_log stderr crit;\nevents {{ worker_connections 1024; }}\n"
                   f"http {{ log_format status '$status'; access_log access.log status; keepalive_requests 100000; types {{ application/xml xml; }}\n"
                   + "".join(f"  {kind}_temp_path {kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
                   + f"  server {{ listen 127.0.0.1:{port}; root www; }} }}\n")
    web = subprocess.Popen(["nginx", "-p", folder, "-c", "nginx.conf", "-e", "stderr"])
    time.sleep(0.5)
    return web


def measure(folder, command, directory):
    log = f"{folder}/access.log"
    os.truncate(log, 0)
    start = time.monotonic()
    with open(f"{folder}/output", "w") as output:
        child = subprocess.Popen(command, cwd=directory, stdin=subprocess.DEVNULL, stdout=output, stderr=output, env={**os.environ, "HOME": directory})
        _, _, used = os.wait4(child.pid, 0)
    wall = time.monotonic() - start
    child.returncode = 0
    time.sleep(0.3)
    with open(log) as file:
        statuses = file.read().split()
    return {"wall": wall, "cpu": used.ru_utime + used.ru_stime, "peak": used.ru_maxrss / 1024, "200": statuses.count("200"), "304": statuses.count("304")}


def programs(arguments, folder, urls, expressions):
    """Name, command, directory, what a cold pass begins without."""
    def directory(name):
        os.makedirs(f"{folder}/{name}", exist_ok=True)
        return f"{folder}/{name}"

    ours = directory("monitor")
    with open(f"{ours}/appsettings.json", "w") as file:
        json.dump({"Monitor": {
            "DataDirectory": "data", "Network": {"AllowPrivate": [f"127.0.0.1:{arguments.port}"], "PerHost": 16},
            "Queries": [{"Name": f"q{number}", "Expression": text} for number, text in enumerate(expressions[:arguments.queries])],
            "Sources": [{"Name": "web", "Type": "feed", "Urls": urls}]}}, file)
    yield "monitor", [os.path.abspath(arguments.monitor), "once", "--log-level", "warn"], ours, ["data"], arguments.rounds
    if shutil.which("newsboat"):
        place = directory("newsboat")
        with open(f"{place}/urls", "w") as file:
            file.write("\n".join(urls) + "\n")
        with open(f"{place}/config", "w") as file:
            file.write("reload-threads 32\nmax-items 0\n")
        yield "newsboat", ["newsboat", "-q", "-u", "urls", "-c", "cache.db", "-C", "config", "-x", "reload"], place, ["cache.db", "cache.db.lock"], arguments.peer_rounds
    if shutil.which("r2e"):
        place = directory("rss2email")
        with open(f"{place}/r2e.cfg", "w") as file:
            file.write("[DEFAULT]\nfrom = a@example.org\nto = b@example.org\nverbose = error\nsame-server-fetch-interval = 0\n\n")
            file.write("".join(f"[feed.f{number}]\nurl = {url}\n\n" for number, url in enumerate(urls)))
        yield "rss2email", ["r2e", "-c", "r2e.cfg", "-d", "r2e.json", "run", "--no-send"], place, ["r2e.json"], arguments.peer_rounds


def run(arguments, folder):
    urls, expressions = write_web(folder, arguments.feeds, arguments.port)
    web = start_web(folder, arguments.port)
    results = {}
    try:
        contenders = list(programs(arguments, folder, urls, expressions))
        for turn in range(max(arguments.rounds, arguments.peer_rounds)):
            for name, command, directory, memory, rounds in contenders:
                if turn >= rounds:
                    continue
                for kept in memory:
                    path = f"{directory}/{kept}"
                    shutil.rmtree(path) if os.path.isdir(path) else os.path.exists(path) and os.remove(path)
                for step in ("cold", "warm", "third"):
                    once = measure(folder, command, directory)
                    results.setdefault((name, step), []).append(once)
                    print(f"{turn + 1} {name} {step}: {once['cpu']:.2f} s CPU, {once['wall']:.2f} s, {once['peak']:.0f} MB, {once['200']} × 200, {once['304']} × 304", flush=True)
    finally:
        web.send_signal(signal.SIGQUIT)
        web.wait()

    print(f"{'':18}{'CPU s':>8}{'least':>8}{'wall s':>8}{'peak MB':>9}{'200':>6}{'304':>6}{'rounds':>8}")
    for (name, step), passes in results.items():
        middle = {key: statistics.median(each[key] for each in passes) for key in passes[0]}
        print(f"{name:11}{step:7}{middle['cpu']:8.2f}{min(each['cpu'] for each in passes):8.2f}{middle['wall']:8.2f}{middle['peak']:9.0f}"
              f"{middle['200']:6.0f}{middle['304']:6.0f}{len(passes):8}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("monitor")
    for name, default in (("feeds", 1000), ("queries", 10), ("rounds", 5), ("peer-rounds", 1), ("port", 18090)):
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--folder", help="where the web and every program's files go; it must not be there yet")
    arguments = parser.parse_args()
    if not shutil.which("nginx"):
        sys.exit("nginx serves the feeds and is not installed: apt-get install nginx-light, and newsboat and rss2email for the comparison.")
    if arguments.folder:
        os.makedirs(arguments.folder)
        run(arguments, os.path.abspath(arguments.folder))
    else:
        with tempfile.TemporaryDirectory() as folder:
            # nginx's worker has a user of its own.
            os.chmod(folder, 0o755)
            run(arguments, folder)


if __name__ == "__main__":
    main()
