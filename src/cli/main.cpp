// SPDX-License-Identifier: Apache-2.0
// The `convert` command.

int main() {
    return 0;
}
