# SPDX-License-Identifier: Apache-2.0
"""The yardstick of a start: a bare "hello world" in Java."""

import os
import subprocess

from bench_report import ROOT

NAME = "hello world in Java"


def hello_world(folder):
    """It runs on the JDK that built the program, with its default CDS archive."""
    home_file = os.path.join(ROOT, "target", "bench-jdk")
    script = os.path.join(ROOT, "tools", "bench", "jdk-home")
    home = subprocess.run([script, home_file], check=True, capture_output=True, text=True).stdout.strip()
    source = os.path.join(folder, "Hello.java")
    with open(source, "w", encoding="ascii") as file:
        file.write(
            'final class Hello { public static void main(String[] args) { System.out.println("hello, world"); } }\n'
        )
    subprocess.run([os.path.join(home, "bin", "javac"), "-d", folder, source], check=True)
    return NAME, [os.path.join(home, "bin", "java"), "-cp", folder, "Hello"], None
