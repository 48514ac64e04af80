//! The interpreter: reads requests from standard input and answers them on standard output.

use std::io::{self, BufRead, Write};

use desk_expression::inside::{ANSWER, PROGRAM, READY};
use rustpython_vm::builtins::{PyBaseExceptionRef, PyStr};
use rustpython_vm::{Interpreter, PyObjectRef, Settings, VirtualMachine};

/// Answers requests until there are none. Fails if the interpreter itself does.
pub fn answer_all(input: &mut dyn BufRead, output: &mut dyn Write) -> io::Result<()> {
    let mut settings = Settings::default();
    settings.isolated = true;
    settings.ignore_environment = true;
    settings.import_site = false;
    settings.user_site_directory = false;
    settings.install_signal_handlers = false;
    settings.write_bytecode = false;
    settings.allow_external_library = false;
    settings.hash_seed = Some(0);
    let builder = Interpreter::builder(settings);
    let modules = rustpython_stdlib::stdlib_module_defs(&builder.ctx);
    let interpreter =
        builder.add_native_modules(&modules).add_frozen_modules(rustpython_pylib::FROZEN_STDLIB).build();
    interpreter.enter(|vm| {
        let evaluate = start(vm).map_err(io::Error::other)?;
        writeln!(output, "{READY}")?;
        output.flush()?;
        for (line, number) in input.lines().zip(1_u64..) {
            let answer = evaluate
                .call((vm.ctx.new_str(line?),), vm)
                .map_err(|error| io::Error::other(told(vm, &error)))?;
            let answer =
                answer.downcast_ref::<PyStr>().map(|text| text.as_wtf8().to_string_lossy().into_owned());
            writeln!(output, "{ANSWER}{number} {}", answer.unwrap_or_default())?;
            output.flush()?;
        }
        Ok(())
    })
}

fn start(vm: &VirtualMachine) -> Result<PyObjectRef, String> {
    let scope = vm.new_scope_with_builtins();
    let run = vm.run_string(scope.clone(), PROGRAM, "<source-desk>".to_owned());
    run.and_then(|_| scope.globals.get_item("evaluate", vm)).map_err(|error| told(vm, &error))
}

fn told(vm: &VirtualMachine, error: &PyBaseExceptionRef) -> String {
    let mut told = String::new();
    // It writes into a text, which does not fail.
    let _ = vm.write_exception(&mut told, error);
    told
}
