#!/usr/bin/env python3
"""Stands before a server on loopback and gives it what it does not have itself.

    front.py --listen PORT --to PORT [--tls DIR] [--old-kafka-clients] [--sasl USER:PASSWORD] [--groups]

--tls DIR              TLS with DIR/server.pem and DIR/server.key; a client needs a certificate of DIR/ca.pem.
--old-kafka-clients    Answers the first question for versions as an old broker does: librdkafka 2.0.2 misreads the tags
                       that Tansu puts into the newer answer.
--sasl USER:PASSWORD   Kafka's SASL, PLAIN or SCRAM (RFC 5802) as the client likes: nothing passes before the right login.
--groups               Consumer groups as Apache Kafka's coordinator runs them (groups.py), in place of the broker's own.
--with-parent          Ends with the process that started it.
"""
import argparse
import asyncio
import base64
import ctypes
import hashlib
import hmac
import os
import signal
import ssl
import struct
import sys

sys.dont_write_bytecode = True
from groups import Groups, sized  # noqa: E402

HANDSHAKE, VERSIONS, AUTHENTICATE = 17, 18, 36
MECHANISMS = {"PLAIN": None, "SCRAM-SHA-256": "sha256", "SCRAM-SHA-512": "sha512"}


def frame(correlation, body):
    return struct.pack(">ii", len(body) + 4, correlation) + body


def text(value):
    data = value.encode()
    return struct.pack(">h", len(data)) + data


async def kafka_request(reader):
    """API key, version, correlation id, client id, body after it, and the whole."""
    head = await reader.readexactly(4)
    data = await reader.readexactly(struct.unpack(">i", head)[0])
    key, version, correlation, length = struct.unpack(">hhih", data[:10])
    end = 10 + max(0, length)
    return key, version, correlation, data[10:end].decode(), data[end:], head + data


class Front:
    def __init__(self, options):
        self.to, self.old, self.sasl = options.to, options.old_kafka_clients, options.sasl
        self.groups = Groups() if options.groups else None

    async def versions(self, reader, writer, up, up_reader):
        """The question for versions: refused when new, the true answer with SASL added when old. The next request."""
        while True:
            request = await kafka_request(reader)
            key, version, correlation, _, _, whole = request
            if key != VERSIONS:
                return request
            if version > 0:
                writer.write(frame(correlation, struct.pack(">hi", 35, 0)))
                continue
            up.write(whole)
            size = struct.unpack(">i", await up_reader.readexactly(4))[0]
            answer = await up_reader.readexactly(size)
            error, count = struct.unpack(">hi", answer[4:10])
            entries = answer[10:]
            if self.sasl:
                entries += struct.pack(">hhh", HANDSHAKE, 0, 1) + struct.pack(">hhh", AUTHENTICATE, 0, 0)
                count += 2
            writer.write(frame(correlation, struct.pack(">hi", error, count) + entries))

    async def kafka(self, reader, writer, up, up_reader):
        """The first request after versions were asked for, nil after a login."""
        request = await self.versions(reader, writer, up, up_reader)
        if not self.sasl:
            return request
        key, _, correlation, _, body, _ = request
        if key != HANDSHAKE:
            raise ConnectionError("no login")
        length = struct.unpack(">h", body[:2])[0]
        name = body[2:2 + length].decode()
        names = b"".join(text(known) for known in MECHANISMS)
        writer.write(frame(correlation, struct.pack(">hi", 0 if name in MECHANISMS else 33, len(MECHANISMS)) + names))
        if name not in MECHANISMS:
            raise ConnectionError("no such mechanism")
        correlation, message = await self.word(reader)
        if MECHANISMS[name]:
            await self.scram(MECHANISMS[name], reader, writer, correlation, message)
        elif message == ("\0" + self.sasl.replace(":", "\0", 1)).encode():
            self.answer(writer, correlation, b"")
        else:
            await self.refuse(writer, correlation)

    async def word(self, reader):
        key, _, correlation, _, body, _ = await kafka_request(reader)
        if key != AUTHENTICATE:
            raise ConnectionError("no login")
        return correlation, body[4:]

    def answer(self, writer, correlation, message):
        writer.write(frame(correlation, struct.pack(">hhi", 0, -1, len(message)) + message))

    async def refuse(self, writer, correlation):
        writer.write(frame(correlation, struct.pack(">h", 58) + text("no such user or password") + struct.pack(">i", 0)))
        await writer.drain()
        raise ConnectionError("wrong login")

    async def scram(self, digest, reader, writer, correlation, message):
        user, password = self.sasl.split(":", 1)
        bare = message.decode().split(",", 2)[2]
        said = dict(part.split("=", 1) for part in bare.split(","))
        salt, count = os.urandom(16), 4096
        nonce = said["r"] + base64.b64encode(os.urandom(18)).decode()
        first = f"r={nonce},s={base64.b64encode(salt).decode()},i={count}"
        self.answer(writer, correlation, first.encode())
        correlation, message = await self.word(reader)
        final, proof = message.decode().rsplit(",p=", 1)

        def sign(key, value):
            return hmac.digest(key, value.encode(), digest)

        salted = hashlib.pbkdf2_hmac(digest, password.encode(), salt, count)
        key, whole = sign(salted, "Client Key"), f"{bare},{first},{final}"
        signature = sign(hashlib.new(digest, key).digest(), whole)
        wanted = bytes(one ^ other for one, other in zip(key, signature))
        # Only its end, as Apache Kafka does: librdkafka before 2.2 puts its own part before it once more.
        fits = any(part.startswith("r=") and part.endswith(nonce) for part in final.split(","))
        if said["n"] != user or not fits or base64.b64decode(proof) != wanted:
            await self.refuse(writer, correlation)
        self.answer(writer, correlation, b"v=" + base64.b64encode(sign(sign(salted, "Server Key"), whole)))

    async def requests(self, request, reader, up, answers):
        """One answer for each, in their order: nothing stands for what the broker is to answer."""
        while True:
            key, version, correlation, client, body, whole = request or await kafka_request(reader)
            request = None
            answer = None
            if self.groups.takes(key):
                # Who joins waits for the others, and what it asks after it waits behind.
                answer, body = await self.groups.answer(key, version, client, body)
                head = struct.pack(">hhi", key, version, correlation) + text(client)
                whole = sized(head + (body or b""))
            if answer is None:
                up.write(whole)
                await up.drain()
            answers.put_nowait(None if answer is None else frame(correlation, answer))

    async def answers(self, up_reader, writer, answers):
        while True:
            answer = await answers.get()
            if answer is None:
                head = await up_reader.readexactly(4)
                answer = head + await up_reader.readexactly(struct.unpack(">i", head)[0])
            writer.write(answer)
            await writer.drain()

    async def client(self, reader, writer):
        up = None
        try:
            up_reader, up = await asyncio.open_connection("127.0.0.1", self.to)
            first = None
            if self.old or self.sasl:
                first = await self.kafka(reader, writer, up, up_reader)
            if self.groups:
                answers = asyncio.Queue()
                ways = [self.requests(first, reader, up, answers), self.answers(up_reader, writer, answers)]
            else:
                if first:
                    up.write(first[-1])
                ways = [pump(reader, up), pump(up_reader, writer)]
            ways = [asyncio.ensure_future(way) for way in ways]
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
            for way in ways:
                way.cancel()
        except (OSError, asyncio.IncompleteReadError):
            pass
        finally:
            for side in (writer, up):
                if side:
                    side.close()


async def pump(reader, writer):
    while data := await reader.read(1 << 16):
        writer.write(data)
        await writer.drain()


async def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--listen", type=int, required=True)
    parser.add_argument("--to", type=int, required=True)
    parser.add_argument("--tls")
    parser.add_argument("--old-kafka-clients", action="store_true")
    parser.add_argument("--sasl")
    parser.add_argument("--groups", action="store_true")
    parser.add_argument("--with-parent", action="store_true")
    options = parser.parse_args()
    if options.with_parent:
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG
        if os.getppid() == 1:
            sys.exit("the parent is gone")
    context = None
    if options.tls:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH, cafile=f"{options.tls}/ca.pem")
        context.load_cert_chain(f"{options.tls}/server.pem", f"{options.tls}/server.key")
        context.verify_mode = ssl.CERT_REQUIRED
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda *_: None)  # refused handshakes are no news
    server = await asyncio.start_server(Front(options).client, "127.0.0.1", options.listen, ssl=context)
    async with server:
        await server.serve_forever()


asyncio.run(main())
