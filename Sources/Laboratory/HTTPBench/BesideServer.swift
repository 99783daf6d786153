// What our HTTP stands beside: nginx with a fixed answer, and FastAPI under uvicorn with the same three routes over a
// dictionary. One worker each, as our services are one process.

import Foundation
import Processes

enum BesideServer: String, CaseIterable, Sendable {
    case nginx, fastapi

    /// The program it needs, for a gap in the report.
    var needs: String {
        switch self {
        case .nginx: "nginx on the PATH (apt: nginx-light)"
        case .fastapi: "a python3 with fastapi and uvicorn (PyPI), named by --python"
        }
    }

    /// Starts it below `folder`; nil when its program is not there or it does not answer in ten seconds. Blocking.
    func start(_ programs: HTTPBench.Programs, folder: String, port: Int, answer: String) throws
        -> ChildProcess?
    {
        let process: ChildProcess
        switch self {
        case .nginx:
            guard let program = programs.nginx else { return nil }
            let file = folder + "/nginx.conf"
            try BesideServer.nginxConfiguration(folder, port, answer).write(
                toFile: file, atomically: true, encoding: .utf8)
            process = try HelperProgram.start(
                program, ["-p", folder, "-c", file, "-e", "stderr"], in: folder)
        case .fastapi:
            guard let program = programs.python else { return nil }
            try BesideServer.fastAPIProgram.write(
                toFile: folder + "/beside.py", atomically: true, encoding: .utf8)
            process = try HelperProgram.start(
                program,
                [
                    "-m", "uvicorn", "beside:app", "--port", String(port), "--log-level",
                    "critical", "--no-access-log",
                ], in: folder)
        }
        for _ in 0..<100 where process.isRunning {
            if Loopback.answers(port: port) { return process }
            Thread.sleep(forTimeInterval: 0.1)
        }
        process.stop()
        return nil
    }

    private static func nginxConfiguration(_ folder: String, _ port: Int, _ answer: String)
        -> String
    {
        """
        daemon off; worker_processes 1; pid \(folder)/nginx.pid;
        events { worker_connections 512; }
        http {
          access_log off; keepalive_requests 100000000;
          client_body_temp_path \(folder)/body; proxy_temp_path \(folder)/proxy;
          fastcgi_temp_path \(folder)/fastcgi; uwsgi_temp_path \(folder)/uwsgi;
          scgi_temp_path \(folder)/scgi;
          server {
            listen 127.0.0.1:\(port);
            location / { default_type application/json; return 200 '\(answer)'; }
          }
        }
        """
    }

    private static let fastAPIProgram = """
        from fastapi import FastAPI, HTTPException
        from pydantic import BaseModel

        app = FastAPI()
        items = {"i1": {"item_id": "i1", "name": "first", "price": 9.5}}

        class Body(BaseModel):
            data: dict

        @app.get("/live")
        async def live():
            return {"alive": True, "service": "beside"}

        @app.get("/item/{key}")
        async def item(key: str):
            if key not in items:
                raise HTTPException(404)
            return {"status": "success", "data": items[key]}

        @app.post("/item", status_code=202)
        async def create(body: Body):
            items[body.data["item_id"]] = body.data
            return {"status": "PENDING", "result": {"instance_id": body.data["item_id"]}}
        """
}
